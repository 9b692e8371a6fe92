import { binaryText, type Value } from './attribute-value.ts';
import { sortableNumber } from './number.ts';

/**
 * Keys of stored items are texts whose UTF-16 order is DynamoDB's order within a partition: six hex digits of the partition
 * key's hash, the partition key, an end mark, the sort key, an end mark. So a partition is one stretch of the collection,
 * partitions stand in hash order as on AWS, and a segment of a parallel scan is a stretch too.
 */
const END = '\u0000\u0000';
/** Above every text that starts with the same value and END, below every greater value. */
const PAST_END = '\u0000\u0001';

// oxlint-disable-next-line no-control-regex -- the zero character is what must be found
const special = /[\u0000\ud7ff-\uffff]/;
// oxlint-disable-next-line no-control-regex -- as above
const specials = /[\u0000\ud7ff-\u{10ffff}]/gu;

/** Text in the order of the value: strings by UTF-8 bytes, binaries by unsigned bytes, numbers by size. */
function sortableValue(value: Value): string {
  if (value.S !== undefined) return escaped(value.S);
  if (value.N !== undefined) return sortableNumber(value.N);
  if (value.B !== undefined) return escaped(binaryText(value.B));
  throw new Error('only scalars are keys');
}

/** Zero characters must not look like an end; characters beyond the surrogates' place must keep their code point's order. */
function escaped(text: string): string {
  return special.test(text) ? text.replace(specials, escapedCharacter) : text;
}

function escapedCharacter(character: string): string {
  const point = character.codePointAt(0) as number;
  if (point === 0) return PAST_END;
  if (point < 0xe000) return `\ud7ff\u0001${String.fromCharCode(point - 0xd7ff)}`;
  if (point < 0x10000) return `\ud7ff\u0002${String.fromCharCode(point - 0xe000)}`;
  const rest = point - 0x10000;
  return `\ud7ff\u0003${String.fromCharCode(rest >> 10, rest & 0x3ff)}`;
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** 24 bits of a text, well mixed. */
function partitionHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 8;
}

function hashText(hash: number): string {
  return `${hexPairs[hash >> 16]}${hexPairs[(hash >> 8) & 255]}${hexPairs[hash & 255]}`;
}

/** What all keys of a partition start with. */
export function partitionPrefix(hashValue: Value): string {
  const text = sortableValue(hashValue);
  return hashText(partitionHash(text)) + text + END;
}

/** The key of an item; `tail` tells entries of an index apart that have the same index key. */
export function encodedKey(hashValue: Value, rangeValue: Value | undefined, tail = ''): string {
  const prefix = partitionPrefix(hashValue);
  return rangeValue === undefined ? prefix + tail : prefix + sortableValue(rangeValue) + END + tail;
}

/** Bounds of keys: `from` included, `before` excluded. */
export interface KeyBounds {
  readonly from: string;
  readonly before: string;
}

export function partitionBounds(prefix: string): KeyBounds {
  return { from: prefix, before: prefix.slice(0, -END.length) + PAST_END };
}

/** Bounds of the hash range that one of `total` segments of a scan covers. */
export function segmentBounds(segment: number, total: number): KeyBounds {
  const start = Math.ceil((segment * 0x1000000) / total);
  const end = Math.ceil(((segment + 1) * 0x1000000) / total);
  return { from: hashText(start), before: end >= 0x1000000 ? 'g' : hashText(end) };
}

export type RangeOperator = '=' | '<' | '<=' | '>' | '>=' | 'BETWEEN' | 'begins_with';

/** Bounds within a partition of a condition on the sort key. */
export function rangeBounds(prefix: string, operator: RangeOperator, value: Value, upper?: Value): KeyBounds {
  const whole = partitionBounds(prefix);
  const text = prefix + sortableValue(value);
  switch (operator) {
    case '=':
      return { from: text + END, before: text + PAST_END };
    case '<':
      return { from: whole.from, before: text + END };
    case '<=':
      return { from: whole.from, before: text + PAST_END };
    case '>':
      return { from: text + PAST_END, before: whole.before };
    case '>=':
      return { from: text + END, before: whole.before };
    case 'BETWEEN':
      return { from: text + END, before: prefix + sortableValue(upper as Value) + PAST_END };
    case 'begins_with':
      return { from: text, before: `${text}\uffff` };
  }
}
