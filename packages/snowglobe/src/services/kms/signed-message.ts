import { unsupported, wrongDigestLength } from './errors.ts';

/** What is signed: a message, or its hash when the caller made that. */
export interface SignedMessage {
  readonly bytes: Uint8Array;
  readonly isDigest: boolean;
}

/** `RSASSA_PSS_SHA_256` > `sha256`. */
export const hashOf = (algorithm: string): string => `sha${algorithm.slice(-3)}`;

export const hashBytesOf = (algorithm: string): number => Number(algorithm.slice(-3)) / 8;

/** The message to sign or verify. Throws ValidationException for a digest that the algorithm's hash did not make. */
export function messageOf(
  input: { readonly Message?: Uint8Array | undefined; readonly MessageType?: string | undefined },
  algorithm: string,
): SignedMessage {
  const { Message: bytes = new Uint8Array(), MessageType: type = 'RAW' } = input;
  if (type !== 'RAW' && type !== 'DIGEST') throw unsupported(`MessageType ${type} is not supported.`);
  const isDigest = type === 'DIGEST';
  if (isDigest && bytes.length !== hashBytesOf(algorithm)) throw wrongDigestLength(algorithm);
  return { bytes, isDigest };
}
