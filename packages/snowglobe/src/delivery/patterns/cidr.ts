import { isIPv4, isIPv6 } from 'node:net';
import { InvalidPattern } from './invalid-pattern.ts';

interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

function ipv4Value(text: string): bigint {
  return text.split('.').reduce((value, part) => value * 256n + BigInt(part), 0n);
}

const groups = (text: string) => (text === '' ? [] : text.split(':'));

function ipv6Value(text: string): bigint {
  // An embedded IPv4 address stands for the last two groups.
  const plain = text.replace(/(\d+\.\d+\.\d+\.\d+)$/, (ipv4) => {
    const value = ipv4Value(ipv4);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [head = '', tail] = plain.split('::');
  const [left, right] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n);
}

function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) return { bits: 32, value: ipv4Value(text) };
  if (isIPv6(text) && !text.includes('%')) return { bits: 128, value: ipv6Value(text) };
  return undefined;
}

/** Compiles `address/bits` to a test of addresses. Throws InvalidPattern. */
export function compileCidr(text: string): (address: string) => boolean {
  const [base = '', bitsText, ...rest] = text.split('/');
  if (bitsText === undefined || rest.length > 0) throw new InvalidPattern("Malformed CIDR, one '/' required");
  if (!/^-?\d+$/.test(bitsText)) throw new InvalidPattern('Malformed CIDR, mask bits must be an integer');
  const network = parseAddress(base);
  if (!network) throw new InvalidPattern(`Nonstandard IP address: ${base}`);
  const bits = Number(bitsText);
  if (bits < 0) throw new InvalidPattern('Malformed CIDR, mask bits must not be negative');
  if (bits >= network.bits) {
    throw new InvalidPattern(`IPv${network.bits === 32 ? 4 : 6} mask bits must be < ${network.bits}`);
  }
  const shift = BigInt(network.bits - bits);
  return (address) => {
    const candidate = parseAddress(address);
    return candidate?.bits === network.bits && candidate.value >> shift === network.value >> shift;
  };
}
