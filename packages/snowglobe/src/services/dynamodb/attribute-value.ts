import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** One value in attribute-value form: exactly one of S, N, B, SS, NS, BS, M, L, BOOL, NULL. */
export type Value = AttributeValue;
/** Attributes by name. Stored items are never changed in place. */
export type Item = Readonly<Record<string, Value>>;

export type TypeName = 'S' | 'N' | 'B' | 'SS' | 'NS' | 'BS' | 'M' | 'L' | 'BOOL' | 'NULL';

export const typeNames: readonly TypeName[] = ['B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'N', 'NS', 'S', 'M'];

/** The type of a checked value (one that has exactly one member). */
export function typeOf(value: Value): TypeName {
  for (const name in value) {
    if ((value as unknown as Record<string, unknown>)[name] !== undefined) return name as TypeName;
  }
  throw new Error('an unchecked attribute value has no type');
}

/** The elements of a set of any type, as texts that are equal when the elements are. */
export function setElements(value: Value): readonly string[] {
  if (value.SS) return value.SS;
  if (value.NS) return value.NS;
  return (value.BS ?? []).map(binaryText);
}

/** One character for each byte: equal and ordered as the bytes are. */
export function binaryText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Base64, as binary values stand in JSON. */
export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** Assigns a member under any name, `__proto__` included. */
export function setMember(members: Record<string, Value>, name: string, value: Value): void {
  if (name !== '__proto__') members[name] = value;
  else Object.defineProperty(members, name, { value, writable: true, enumerable: true, configurable: true });
}
