import { randomBytes } from 'node:crypto';

/**
 * Random bytes that nothing repeats: a nonce that came again after a restart with the same seed would betray what AES-GCM hides.
 * Secrets are the one thing of a globe that does not follow from its seed.
 */
export function unrepeatableBytes(length: number): Uint8Array {
  return new Uint8Array(randomBytes(length));
}
