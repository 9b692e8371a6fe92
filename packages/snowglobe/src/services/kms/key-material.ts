import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { type MaterialKind, materialOf } from './key-spec.ts';
import { unrepeatableBytes } from './random-bytes.ts';

const generate = promisify(generateKeyPair);

const symmetricBytes = 32;

export const symmetricMaterial = (): Uint8Array => unrepeatableBytes(symmetricBytes);

/** New secret material for a key spec: bytes, or a private key as PKCS #8 DER. Asymmetric keys are made off the main thread. */
export function newMaterial(spec: string): Uint8Array | Promise<Uint8Array> {
  const material = materialOf(spec);
  return material.kind === 'bytes' ? unrepeatableBytes(material.length) : privateKeyOf(material);
}

async function privateKeyOf(material: Exclude<MaterialKind, { readonly kind: 'bytes' }>): Promise<Uint8Array> {
  const { privateKey }: { readonly privateKey: KeyObject } =
    material.kind === 'rsa'
      ? await generate('rsa', { modulusLength: material.modulusBits })
      : await generate('ec', { namedCurve: material.curve });
  return new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }));
}
