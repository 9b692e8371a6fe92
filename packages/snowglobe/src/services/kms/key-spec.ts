import { unsupported, validation } from './errors.ts';
import type { KeyRow } from './tables.ts';

type Usage = KeyRow['usage'];

/** How the material of a spec is made. */
export type MaterialKind =
  | { readonly kind: 'bytes'; readonly length: number }
  | { readonly kind: 'rsa'; readonly modulusBits: number }
  | { readonly kind: 'ec'; readonly curve: string };

interface KeySpecRule {
  readonly material: MaterialKind;
  /** The first one is the default where AWS has one. */
  readonly algorithms: Readonly<Partial<Record<Usage, readonly string[]>>>;
}

const rsaEncryption = ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'];
const hashes = ['SHA_256', 'SHA_384', 'SHA_512'];
const rsaSigning = ['RSASSA_PKCS1_V1_5', 'RSASSA_PSS'].flatMap((scheme) => hashes.map((hash) => `${scheme}_${hash}`));

const rsa = (modulusBits: number): KeySpecRule => ({
  material: { kind: 'rsa', modulusBits },
  algorithms: { ENCRYPT_DECRYPT: rsaEncryption, SIGN_VERIFY: rsaSigning },
});

const ec = (curve: string, hash: string): KeySpecRule => ({
  material: { kind: 'ec', curve },
  algorithms: { SIGN_VERIFY: [`ECDSA_${hash}`] },
});

const hmac = (bits: number): KeySpecRule => ({
  material: { kind: 'bytes', length: bits / 8 },
  algorithms: { GENERATE_VERIFY_MAC: [`HMAC_SHA_${bits}`] },
});

/** https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html */
const specs: Readonly<Record<string, KeySpecRule>> = {
  SYMMETRIC_DEFAULT: {
    material: { kind: 'bytes', length: 32 },
    algorithms: { ENCRYPT_DECRYPT: ['SYMMETRIC_DEFAULT'] },
  },
  RSA_2048: rsa(2048),
  RSA_3072: rsa(3072),
  RSA_4096: rsa(4096),
  ECC_NIST_P256: ec('prime256v1', 'SHA_256'),
  ECC_NIST_P384: ec('secp384r1', 'SHA_384'),
  ECC_NIST_P521: ec('secp521r1', 'SHA_512'),
  ECC_SECG_P256K1: ec('secp256k1', 'SHA_256'),
  HMAC_224: hmac(224),
  HMAC_256: hmac(256),
  HMAC_384: hmac(384),
  HMAC_512: hmac(512),
};

/** Throws UnsupportedOperationException for a spec that is not made here. */
export function materialOf(spec: string): MaterialKind {
  const rule = specs[spec];
  if (!rule) throw unsupported(`KeySpec ${spec} is not supported.`);
  return rule.material;
}

/** The usage of a new key, checked against its spec. */
export function usageOf(spec: string, asked: string | undefined): Usage {
  materialOf(spec);
  if (asked === 'KEY_AGREEMENT') throw unsupported('KeyUsage KEY_AGREEMENT is not supported.');
  const possible = specs[spec]?.algorithms ?? {};
  if (asked === undefined && spec !== 'SYMMETRIC_DEFAULT') {
    throw validation('You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.');
  }
  const usage = (asked ?? 'ENCRYPT_DECRYPT') as Usage;
  if (!possible[usage]) throw validation(`KeyUsage ${usage} is not compatible with KeySpec ${spec}`);
  return usage;
}

export function algorithmsOf(row: Pick<KeyRow, 'spec' | 'usage'>): readonly string[] {
  return specs[row.spec]?.algorithms[row.usage] ?? [];
}

export const isAsymmetric = (spec: string): boolean => specs[spec]?.material.kind !== 'bytes';
