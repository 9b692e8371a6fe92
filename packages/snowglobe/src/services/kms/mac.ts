import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRow } from './tables.ts';

/** `HMAC_SHA_256` of a message. */
export function macOf(key: KeyRow, message: Uint8Array, algorithm: string): Uint8Array {
  const secret = key.materials[0]?.bytes ?? new Uint8Array();
  return new Uint8Array(
    createHmac(`sha${algorithm.slice(-3)}`, secret)
      .update(message)
      .digest(),
  );
}

export function isMacOf(key: KeyRow, message: Uint8Array, mac: Uint8Array, algorithm: string): boolean {
  const right = macOf(key, message, algorithm);
  return mac.length === right.length && timingSafeEqual(mac, right);
}
