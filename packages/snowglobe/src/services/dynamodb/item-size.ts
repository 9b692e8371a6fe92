import type { Item, Value } from './attribute-value.ts';

/** Bytes of an item as the developer guide's page "DynamoDB item sizes and formats" counts them. */
export function itemBytes(item: Item): number {
  let bytes = 0;
  for (const name in item) bytes += textBytes(name) + valueBytes(item[name] as Value);
  return bytes;
}

function textBytes(text: string): number {
  return Buffer.byteLength(text);
}

/** Bytes of one value, without its name. */
export function valueBytes(value: Value): number {
  if (value.S !== undefined) return textBytes(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.SS) return sum(value.SS, textBytes);
  if (value.NS) return sum(value.NS, numberBytes);
  if (value.BS) return sum(value.BS, (bytes) => bytes.length);
  if (value.L) return 3 + sum(value.L, (element) => 1 + valueBytes(element));
  let bytes = 3;
  for (const name in value.M) bytes += 1 + textBytes(name) + valueBytes(value.M[name] as Value);
  return bytes;
}

/** "Approximately 1 byte per two significant digits, plus 1 byte", and one more for the sign. */
function numberBytes(text: string): number {
  const digits = text.replace(/^-?[0.]*|\./g, '').replace(/0+$/, '');
  if (digits === '') return 1;
  return 1 + Math.ceil(digits.length / 2) + (text.startsWith('-') ? 1 : 0);
}

function sum<Element>(elements: readonly Element[], bytesOf: (element: Element) => number): number {
  let bytes = 0;
  for (const element of elements) bytes += bytesOf(element);
  return bytes;
}
