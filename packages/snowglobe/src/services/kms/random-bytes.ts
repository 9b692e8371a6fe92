import type { Random } from '../../contract/time.ts';

/** Random bytes of the globe: with a given seed they can be repeated, else nobody knows them before. */
export function randomBytesOf(random: Random, length: number): Uint8Array {
  return new Uint8Array(Buffer.from(random.hex(2 * length), 'hex'));
}
