import type { JavaRegex } from '../java-regex/java-regex.ts';
import { isNumber, numberOf } from '../numbers/double.ts';
import { childrenOf, isListNode, isObjectNode, sameNodes } from './node.ts';

/** `undefined`: there is nothing where the path leads. */
type Test = (left: unknown, right: unknown) => boolean;

const includes = (list: unknown, wanted: unknown) => isListNode(list) && list.some((item) => sameNodes(item, wanted));

/** Both must be lists. */
const lists =
  (test: (left: readonly unknown[], right: readonly unknown[]) => boolean): Test =>
  (left, right) =>
    isListNode(left) && isListNode(right) && test(left, right);

/** Numbers, or strings: nothing else has an order. */
const ordered =
  (test: (order: number) => boolean): Test =>
  (left, right) => {
    if (isNumber(left) && isNumber(right)) return test(numberOf(left) - numberOf(right));
    if (typeof left !== 'string' || typeof right !== 'string') return false;
    return test(left < right ? -1 : left > right ? 1 : 0);
  };

const equal: Test = (left, right) => left !== undefined && right !== undefined && sameNodes(left, right);
const identical: Test = (left, right) => typeof left === typeof right && equal(left, right);

function contains(left: unknown, right: unknown): boolean {
  if (typeof left === 'string') return typeof right === 'string' && left.includes(right);
  return includes(left, right);
}

/** Of a text its characters, of an object or list what it holds. */
function sizeOf(node: unknown): number | undefined {
  if (typeof node === 'string') return node.length;
  return isListNode(node) || isObjectNode(node) ? childrenOf(node).length : undefined;
}

/** Jayway JsonPath's filter operators. */
export const operators: Readonly<Record<string, Test>> = {
  '==': equal,
  '!=': (left, right) => !equal(left, right),
  '===': identical,
  '!==': (left, right) => !identical(left, right),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  in: (left, right) => includes(right, left),
  nin: (left, right) => isListNode(right) && !includes(right, left),
  all: lists((left, right) => right.every((item) => includes(left, item))),
  subsetof: lists((left, right) => left.every((item) => includes(right, item))),
  anyof: lists((left, right) => left.some((item) => includes(right, item))),
  noneof: lists((left, right) => !left.some((item) => includes(right, item))),
  contains,
  size: (left, right) => isNumber(right) && sizeOf(left) === numberOf(right),
  empty: (left, right) => {
    const size = sizeOf(left);
    return size !== undefined && (size === 0) === right;
  },
};

/** `=~`: the whole text matches. */
export function matchesRegex(regex: JavaRegex, node: unknown, spend: (steps: number) => void): boolean {
  if (typeof node === 'string') return regex.matches(node, spend);
  if (isNumber(node)) return regex.matches(String(numberOf(node)), spend);
  return isListNode(node) && node.some((item) => typeof item === 'string' && regex.matches(item, spend));
}
