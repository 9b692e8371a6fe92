import { hash } from 'node:crypto';
import { invalidArgument } from './errors.ts';

/** Hash keys are 128-bit numbers, kept as 32 hex digits so that they compare as texts. */
export const keyspace = 2n ** 128n;

export const hashOfNumber = (value: bigint) => value.toString(16).padStart(32, '0');

export const numberOfHash = (hash: string) => BigInt(`0x${hash}`);

/** As AWS writes hash keys: decimal. */
export const decimalHash = (hash: string) => numberOfHash(hash).toString();

export function hashOfPartitionKey(partitionKey: string): string {
  return hash('md5', partitionKey, 'hex');
}

/** A caller's decimal hash key. Throws InvalidArgumentException outside of the key space. */
export function explicitHash(decimal: string): string {
  const value = BigInt(decimal);
  if (value >= keyspace) {
    throw invalidArgument(
      `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${decimal}`,
    );
  }
  return hashOfNumber(value);
}

/** Cuts the key space into so many even ranges, inclusive at both ends. */
export function evenRanges(count: number): { readonly startHash: string; readonly endHash: string }[] {
  const width = keyspace / BigInt(count);
  return Array.from({ length: count }, (_, index) => {
    const start = width * BigInt(index);
    const end = index === count - 1 ? keyspace - 1n : start + width - 1n;
    return { startHash: hashOfNumber(start), endHash: hashOfNumber(end) };
  });
}
