import { createHash, randomBytes } from 'node:crypto';
import type { Random } from '../contract/time.ts';

/** `00` to `ff`. */
const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Numbers that follow from a seed, by Chris Doty-Humphrey's sfc32: small, fast and well distributed. Repeatable, so no
 * secret that has to withstand an attacker may come from it; a globe's keys open nothing but the globe.
 */
export class SeededRandom implements Random {
  readonly seed: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** Default: a seed that no other run has. */
  constructor(seed?: string) {
    this.seed = seed ?? randomBytes(16).toString('hex');
    const digest = createHash('sha256').update(this.seed).digest();
    this.#a = digest.readInt32LE(0);
    this.#b = digest.readInt32LE(4);
    this.#c = digest.readInt32LE(8);
  }

  uuid(): string {
    const first = this.hex(8);
    const second = this.hex(8);
    const third = this.hex(8);
    const variant = hexPairs[(Number.parseInt(third.slice(0, 2), 16) & 0x3f) | 0x80];
    return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-${variant}${third.slice(2, 4)}-${third.slice(4)}${this.hex(8)}`;
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) {
      const bits = this.#bits();
      text += `${hexPairs[bits & 0xff]}${hexPairs[(bits >>> 8) & 0xff]}${hexPairs[(bits >>> 16) & 0xff]}${hexPairs[bits >>> 24]}`;
    }
    return text.slice(0, digits);
  }

  text(length: number, alphabet: string): string {
    let text = '';
    while (text.length < length) text += alphabet[this.integer(alphabet.length)];
    return text;
  }

  integer(below: number): number {
    return Math.floor(this.fraction() * below);
  }

  /** 53 random bits. */
  fraction(): number {
    return ((this.#bits() >>> 5) * 2 ** 26 + (this.#bits() >>> 6)) / 2 ** 53;
  }

  /** 32 random bits. */
  #bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return sum >>> 0;
  }
}
