import { createECDH, type KeyObject } from 'node:crypto';
import { type EcdsaSignature, readSignature, writeSignature } from './ecdsa-signature.ts';

/**
 * How many points a curve's base point generates (SEC 2, https://www.secg.org/sec2-v2.pdf). No hash of the algorithms
 * here is longer than its curve's order, so none is cut.
 */
const orders: Readonly<Record<string, bigint>> = {
  prime256v1: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  secp384r1: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  secp521r1:
    0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  secp256k1: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
};

interface SigningKey {
  readonly curve: string;
  readonly order: bigint;
  readonly secret: bigint;
}

/** ECDSA of a hash, as DER. `node:crypto` signs messages only, so its curves are used by way of key agreement. */
export function ecdsaSignatureOf(privateKey: KeyObject, digest: Uint8Array): Uint8Array {
  const { curve, order, secret } = signingKeyOf(privateKey);
  const hash = numberOf(digest);
  for (;;) {
    const once = createECDH(curve);
    once.generateKeys();
    const nonce = numberOf(once.getPrivateKey());
    const r = abscissaOf(once.getPublicKey()) % order;
    const s = (inverse(nonce, order) * (hash + r * secret)) % order;
    if (r !== 0n && s !== 0n) return writeSignature({ r, s });
  }
}

/** Asks with the private key, which saves adding points: u1 G + u2 Q is (u1 + u2 d) G. */
export function isEcdsaSignatureOf(privateKey: KeyObject, digest: Uint8Array, signature: Uint8Array): boolean {
  const { curve, order, secret } = signingKeyOf(privateKey);
  const read = readSignature(signature);
  if (!read || !isWithin(read, order)) return false;
  const weight = inverse(read.s, order);
  const factor = (weight * (numberOf(digest) + read.r * secret)) % order;
  if (factor === 0n) return false;
  const point = createECDH(curve);
  point.setPrivateKey(bytesOf(factor));
  return abscissaOf(point.getPublicKey()) % order === read.r;
}

const isWithin = ({ r, s }: EcdsaSignature, order: bigint): boolean => r > 0n && s > 0n && r < order && s < order;

function signingKeyOf(privateKey: KeyObject): SigningKey {
  const curve = privateKey.asymmetricKeyDetails?.namedCurve ?? '';
  const order = orders[curve];
  if (order === undefined) throw new Error(`no order of curve ${curve}`);
  const { d = '' } = privateKey.export({ format: 'jwk' });
  return { curve, order, secret: numberOf(Buffer.from(d, 'base64url')) };
}

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

function bytesOf(value: bigint): Buffer {
  const digits = value.toString(16);
  return Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
}

/** The first coordinate of an uncompressed point. */
const abscissaOf = (point: Buffer): bigint => numberOf(point.subarray(1, (point.length + 1) / 2));

/** By Fermat: an order is prime. */
function inverse(value: bigint, order: bigint): bigint {
  let [result, base] = [1n, value % order];
  for (let exponent = order - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % order;
    base = (base * base) % order;
  }
  return result;
}
