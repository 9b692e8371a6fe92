import { isNumber, numberOf } from '../numbers/double.ts';

/** An object of a document: a plain one or a map. */
export type ObjectNode = ReadonlyMap<unknown, unknown> | Readonly<Record<string, unknown>>;

export function isObjectNode(node: unknown): node is ObjectNode {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return false;
  if (node instanceof Map) return true;
  const prototype: unknown = Object.getPrototypeOf(node);
  return prototype === Object.prototype || prototype === null;
}

export function isListNode(node: unknown): node is readonly unknown[] {
  return Array.isArray(node);
}

export function hasMember(node: ObjectNode, name: string): boolean {
  return node instanceof Map ? node.has(name) : Object.hasOwn(node, name);
}

export function memberOf(node: ObjectNode, name: string): unknown {
  if (node instanceof Map) return node.get(name) as unknown;
  return Object.hasOwn(node, name) ? (node as Readonly<Record<string, unknown>>)[name] : undefined;
}

export function keysOf(node: ObjectNode): readonly string[] {
  return node instanceof Map ? [...node.keys()].map(String) : Object.keys(node);
}

/** What an object or a list holds. */
export function childrenOf(node: unknown): readonly unknown[] {
  if (isListNode(node)) return node;
  if (!isObjectNode(node)) return [];
  return node instanceof Map ? [...node.values()] : Object.values(node);
}

/** The number that a node is, or whose text it is. */
export function asNumber(node: unknown): number | undefined {
  if (isNumber(node)) return numberOf(node);
  if (typeof node !== 'string' || !/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(node)) return undefined;
  return Number(node);
}

/** Equal as JSON is; a number is equal to its text, as in Jayway. */
export function sameNodes(left: unknown, right: unknown, depth = 0): boolean {
  if (left === right) return true;
  if (depth > 100) return false;
  const same = (first: unknown, second: unknown) => sameNodes(first, second, depth + 1);
  if (isListNode(left) && isListNode(right)) {
    return left.length === right.length && left.every((item, index) => same(item, right[index]));
  }
  if (isObjectNode(left) && isObjectNode(right)) {
    const keys = keysOf(left);
    return (
      keys.length === keysOf(right).length &&
      keys.every((key) => hasMember(right, key) && same(memberOf(left, key), memberOf(right, key)))
    );
  }
  if (isNumber(left) || isNumber(right)) {
    const [first, second] = [asNumber(left), asNumber(right)];
    if (typeof left === 'bigint' && typeof right === 'bigint') return left === right;
    return first !== undefined && first === second;
  }
  return false;
}
