import { binaryText, type Item, setElements, typeOf, type Value } from '../attribute-value.ts';
import { compareNumbers } from '../number.ts';

/** Equality as DynamoDB has it: sets without order, maps by member, numbers by value. Both canonical. */
export function equalValues(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left.S !== undefined) return left.S === right.S;
  if (left.N !== undefined) return left.N === right.N;
  const type = typeOf(left);
  if (type !== typeOf(right)) return false;
  switch (type) {
    case 'B':
      return equalBytes(left.B as Uint8Array, right.B as Uint8Array);
    case 'BOOL':
      return left.BOOL === right.BOOL;
    case 'L':
      return equalLists(left.L ?? [], right.L ?? []);
    case 'M':
      return equalItems(left.M ?? {}, right.M ?? {});
    case 'NULL':
      return true;
    case 'S':
    case 'N':
      return false;
    case 'SS':
    case 'NS':
    case 'BS':
      return equalSets(setElements(left), setElements(right));
  }
}

export function equalItems(left: Item, right: Item): boolean {
  if (left === right) return true;
  let count = 0;
  for (const name in left) {
    const other = Object.hasOwn(right, name) ? right[name] : undefined;
    if (!other || !equalValues(left[name] as Value, other)) return false;
    count++;
  }
  return Object.keys(right).length === count;
}

/** Negative, zero or positive for two scalars of one ordered type (S, N, B); undefined for all else. */
export function compareValues(left: Value, right: Value): number | undefined {
  if (left.N !== undefined && right.N !== undefined) return compareNumbers(left.N, right.N);
  if (left.S !== undefined && right.S !== undefined) return compareTexts(left.S, right.S);
  if (left.B !== undefined && right.B !== undefined) return Buffer.compare(left.B, right.B);
  return undefined;
}

/** By UTF-8 bytes; JavaScript's own order is the same unless surrogates are involved. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  if (!/[\ud800-\uffff]/.test(left) && !/[\ud800-\uffff]/.test(right)) return left < right ? -1 : 1;
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** `contains`: part of a string or binary, element of a set or list. */
export function containsValue(whole: Value, part: Value): boolean {
  if (whole.S !== undefined) return part.S !== undefined && whole.S.includes(part.S);
  if (whole.B) return part.B !== undefined && binaryText(whole.B).includes(binaryText(part.B));
  if (whole.L) return whole.L.some((element) => equalValues(element, part));
  if (whole.SS) return part.S !== undefined && whole.SS.includes(part.S);
  if (whole.NS) return part.N !== undefined && whole.NS.includes(part.N);
  if (whole.BS) return part.B !== undefined && whole.BS.some((element) => equalBytes(element, part.B));
  return false;
}

export function beginsWith(value: Value, start: Value): boolean {
  if (value.S !== undefined && start.S !== undefined) return value.S.startsWith(start.S);
  if (value.B && start.B) return equalBytes(value.B.subarray(0, start.B.length), start.B);
  return false;
}

/** What size() gives; undefined for types without size. */
export function sizeOf(value: Value): number | undefined {
  if (value.S !== undefined) return value.S.length;
  if (value.B) return value.B.length;
  if (value.L) return value.L.length;
  if (value.M) return Object.keys(value.M).length;
  const set = value.SS ?? value.NS ?? value.BS;
  return set?.length;
}

function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && Buffer.compare(left, right) === 0;
}

function equalLists(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((element, at) => equalValues(element, right[at] as Value));
}

function equalSets(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  const elements = new Set(left);
  return right.every((element) => elements.has(element));
}
