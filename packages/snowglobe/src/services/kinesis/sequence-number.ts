/** What a sequence number says. Its digits are one hex number: version, shard creation, order, instant, shard. */
export interface SequenceParts {
  /** Seconds since the epoch. */
  readonly shardCreatedSeconds: number;
  /** Order within the shard. */
  readonly order: number;
  /** Seconds since the epoch. */
  readonly seconds: number;
  readonly shardIndex: number;
}

const version = '2';
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** Formats 56 decimal digits that rise with `order`. */
export function formatSequence({ shardCreatedSeconds, order, seconds, shardIndex }: SequenceParts): string {
  const digits = [
    version,
    hex(shardCreatedSeconds, 9),
    hex(shardIndex % 16, 1),
    hex(order, 16),
    '00',
    hex(seconds, 9),
    hex(shardIndex, 8),
    version,
  ].join('');
  return BigInt(`0x${digits}`).toString();
}

const hexLength = 47;

/** Reads a sequence number; undefined when it is none. */
export function parseSequence(text: string): SequenceParts | undefined {
  if (!/^[1-9]\d{55}$/.test(text)) return undefined;
  const digits = BigInt(text).toString(16);
  if (digits.length !== hexLength || !digits.startsWith(version) || !digits.endsWith(version)) return undefined;
  return {
    shardCreatedSeconds: Number.parseInt(digits.slice(1, 10), 16),
    order: Number.parseInt(digits.slice(11, 27), 16),
    seconds: Number.parseInt(digits.slice(29, 38), 16),
    shardIndex: Number.parseInt(digits.slice(38, 46), 16),
  };
}

/** The largest order: what closes a shard. */
export const lastOrder = Number.MAX_SAFE_INTEGER;

/** How many records the orders of one millisecond hold. */
const ordersPerMs = 4_096;

/**
 * The order of a shard's next record: above the one before, and above what the clock allows, so that orders rise even
 * after every earlier record has left the stream.
 */
export function nextOrder(lastOrderUsed: number | undefined, now: number, shardCreatedAt: number): number {
  const byClock = Math.max(0, now - shardCreatedAt) * ordersPerMs;
  return Math.max(lastOrderUsed === undefined ? 1 : lastOrderUsed + 1, byClock);
}
