import { createHash, randomBytes } from 'node:crypto';
import type { Random } from '../contract/time.ts';

const hexDigits = '0123456789abcdef';

/** A sequence of bytes that follows from a seed: SHA-256 of seed and counter. */
export class SeededRandom implements Random {
  readonly seed: string;
  #block = Buffer.alloc(0);
  #used = 0;
  #counter = 0;

  /** Default: a seed that no other run has. */
  constructor(seed?: string) {
    this.seed = seed ?? randomBytes(16).toString('hex');
  }

  uuid(): string {
    const digits = [...this.hex(32)];
    digits[12] = '4';
    digits[16] = hexDigits[(hexDigits.indexOf(digits[16] ?? '0') & 3) | 8] ?? '8';
    const text = digits.join('');
    return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
  }

  hex(digits: number): string {
    return this.#bytes(Math.ceil(digits / 2))
      .toString('hex')
      .slice(0, digits);
  }

  text(length: number, alphabet: string): string {
    let text = '';
    while (text.length < length) text += alphabet[this.integer(alphabet.length)];
    return text;
  }

  integer(below: number): number {
    return Math.floor(this.fraction() * below);
  }

  fraction(): number {
    return this.#bytes(6).readUIntBE(0, 6) / 2 ** 48;
  }

  #bytes(count: number): Buffer {
    if (this.#used + count > this.#block.length) this.#refill(count);
    const bytes = this.#block.subarray(this.#used, this.#used + count);
    this.#used += count;
    return bytes;
  }

  /** A kilobyte at a time: hashing is dear for small pieces. */
  #refill(atLeast: number): void {
    const parts: Buffer[] = [];
    for (let size = 0; size < Math.max(1024, atLeast); size += 32) {
      this.#counter += 1;
      parts.push(createHash('sha256').update(`${this.seed}:${this.#counter}`).digest());
    }
    this.#block = Buffer.concat(parts);
    this.#used = 0;
  }
}
