import { asNumber, childrenOf, isListNode, isObjectNode, keysOf } from './node.ts';

/** What a function makes of a node and its arguments; undefined: it has no value here. */
type PathFunction = (node: unknown, args: readonly unknown[]) => unknown;

/** Numbers of the list, and of the arguments. */
const ofNumbers =
  (calculate: (numbers: readonly number[]) => number): PathFunction =>
  (node, args) => {
    const given = [...(isListNode(node) ? node : []), ...args.flatMap((arg) => (isListNode(arg) ? arg : [arg]))];
    const numbers = given.map((item) => (typeof item === 'string' ? undefined : asNumber(item)));
    const known = numbers.filter((item) => item !== undefined);
    return known.length === 0 ? undefined : calculate(known);
  };

const sum = (numbers: readonly number[]) => numbers.reduce((total, item) => total + item, 0);
const average = (numbers: readonly number[]) => sum(numbers) / numbers.length;
const deviation = (numbers: readonly number[]) => {
  const middle = average(numbers);
  return Math.sqrt(average(numbers.map((item) => (item - middle) ** 2)));
};

const length: PathFunction = (node, [given = node]) =>
  isListNode(given) || isObjectNode(given) ? childrenOf(given).length : undefined;

/** Strings and numbers of the list and of the arguments, one after the other. */
const texts: PathFunction = (node, args) =>
  [...(isListNode(node) ? node : []), ...args.flatMap((arg) => (isListNode(arg) ? arg : [arg]))]
    .map((item) => (typeof item === 'string' ? item : String(asNumber(item) ?? '')))
    .join('');

const element =
  (at: (list: readonly unknown[], args: readonly unknown[]) => unknown): PathFunction =>
  (node, args) =>
    isListNode(node) ? at(node, args) : undefined;

/** Jayway JsonPath, "Functions". */
const functions: Readonly<Record<string, PathFunction>> = {
  min: ofNumbers((numbers) => numbers.reduce((least, item) => Math.min(least, item))),
  max: ofNumbers((numbers) => numbers.reduce((most, item) => Math.max(most, item))),
  avg: ofNumbers(average),
  sum: ofNumbers(sum),
  stddev: ofNumbers(deviation),
  length,
  size: length,
  keys: (node) => (isObjectNode(node) ? keysOf(node) : undefined),
  concat: texts,
  append: (node, args) => (isListNode(node) ? [...node, ...args] : undefined),
  first: element((list) => list[0]),
  last: element((list) => list.at(-1)),
  index: element((list, [place]) => list.at(asNumber(place) ?? 0)),
};

export function isFunction(name: string): boolean {
  return Object.hasOwn(functions, name);
}

export function callFunction(name: string, node: unknown, args: readonly unknown[]): unknown {
  return isFunction(name) ? functions[name]?.(node, args) : undefined;
}
