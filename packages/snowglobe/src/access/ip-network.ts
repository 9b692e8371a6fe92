import { isIP } from 'node:net';

/** Tests whether an address lies in a network. */
export type NetworkTest = (address: string) => boolean;

const bitsPerWord = 16;
const wordsOf = { 4: 2, 6: 8 } as const;

/** Compiles `203.0.113.0/24` or `2001:db8::/32` (or one address); undefined when the text is no network. */
export function compileNetwork(text: string): NetworkTest | undefined {
  const [network = '', length] = text.split('/');
  const version = isIP(network);
  if (version !== 4 && version !== 6) return undefined;
  const longest = wordsOf[version] * bitsPerWord;
  const bits = length === undefined ? longest : Number(length);
  if (length === '' || !Number.isInteger(bits) || bits < 0 || bits > longest) return undefined;
  const wanted = addressWords(network);
  const masks = wanted.map((_word, index) => maskOf(bits - index * bitsPerWord));
  return (address) => {
    if (isIP(address) !== version) return false;
    const words = addressWords(address);
    return masks.every((mask, index) => (((words[index] ?? 0) ^ (wanted[index] ?? 0)) & mask) === 0);
  };
}

/** The mask of one word of which so many bits count. */
function maskOf(bits: number): number {
  const counted = Math.max(0, Math.min(bitsPerWord, bits));
  return (0xffff << (bitsPerWord - counted)) & 0xffff;
}

/** The sixteen-bit words of a valid address. */
function addressWords(address: string): readonly number[] {
  if (!address.includes(':')) return dottedWords(address);
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const before = hexWords(head);
  if (tail === undefined) return before;
  const after = hexWords(tail);
  return [...before, ...Array<number>(wordsOf[6] - before.length - after.length).fill(0), ...after];
}

function hexWords(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((word) => (word.includes('.') ? dottedWords(word) : [Number.parseInt(word, 16)]));
}

function dottedWords(text: string): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}
