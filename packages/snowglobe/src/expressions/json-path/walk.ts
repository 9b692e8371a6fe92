import { JsonPathLimitError } from './errors.ts';
import { callFunction } from './functions.ts';
import { childrenOf, hasMember, isListNode, isObjectNode, memberOf } from './node.ts';
import { matchesRegex, operators } from './operators.ts';
import type { Filter, Operand, Path, Segment } from './path.ts';

const mostSteps = 2_000_000;
const deepest = 500;

/** One following of a path through a document. */
export interface Walk {
  readonly document: unknown;
  /** What a filter looks at; the document, outside of one. */
  readonly current: unknown;
  /** Counts steps; throws JsonPathLimitError when there are too many. */
  readonly spend: (steps: number) => void;
}

export function startWalk(document: unknown): Walk {
  let left = mostSteps;
  const spend = (steps: number) => {
    left -= steps;
    if (left < 0) throw new JsonPathLimitError('The path takes too long to follow');
  };
  return { document, current: document, spend };
}

/** Whether a path leads to at most one value. */
export function isDefinitePath({ segments }: Path): boolean {
  return segments.every((segment, at) => isDefiniteSegment(segments, segment, at));
}

function isDefiniteSegment(segments: readonly Segment[], segment: Segment, at: number): boolean {
  if (segment.kind === 'properties') return segment.names.length === 1 || at === segments.length - 1;
  return segment.kind === 'indexes' ? segment.indexes.length === 1 : segment.kind === 'function';
}

/** The value that a definite path leads to; of others the list of all; undefined: nothing is there. */
export function valueAt(path: Path, walk: Walk): unknown {
  const nodes = nodesAt(path, walk);
  return isDefinitePath(path) || isAggregate(path) ? nodes[0] : nodes;
}

/** `$..price.sum()`: the function is called once, with all that the scan found. */
function isAggregate({ segments }: Path): boolean {
  return segments[0]?.kind === 'scan' && segments.at(-1)?.kind === 'function';
}

function nodesAt(path: Path, walk: Walk): readonly unknown[] {
  let nodes: readonly unknown[] = [path.root === '$' ? walk.document : walk.current];
  path.segments.forEach((segment, at) => {
    const isLast = at === path.segments.length - 1;
    if (segment.kind === 'function' && isLast && isAggregate(path)) nodes = [nodes];
    const scanned = path.segments[at - 1]?.kind === 'scan';
    nodes = nodes.flatMap((node) => step(segment, node, walk, { scanned, isLast }));
  });
  return nodes;
}

interface Position {
  /** After `..`. */
  readonly scanned: boolean;
  readonly isLast: boolean;
}

function step(segment: Segment, node: unknown, walk: Walk, position: Position): readonly unknown[] {
  walk.spend(1);
  switch (segment.kind) {
    case 'properties':
      return isObjectNode(node) ? membersOf(node, segment.names, position) : [];
    case 'wildcard':
      return childrenOf(node);
    case 'indexes':
      return isListNode(node) ? segment.indexes.flatMap((index) => elementAt(node, index)) : [];
    case 'slice':
      return isListNode(node) ? node.slice(segment.from, segment.to) : [];
    case 'filter':
      return filtered(segment.filter, node, walk, position);
    case 'scan':
      return below(node, walk, 0);
    case 'function': {
      const args = segment.args.map((arg) => operandValue(arg, walk));
      const result = callFunction(segment.name, node, args);
      return result === undefined ? [] : [result];
    }
    default:
      return segment satisfies never;
  }
}

/** Several names at the end of a path make one object of them. */
function membersOf(
  node: Parameters<typeof hasMember>[0],
  names: readonly string[],
  { isLast }: Position,
): readonly unknown[] {
  const present = names.filter((name) => hasMember(node, name));
  const members = present.map((name) => memberOf(node, name));
  if (names.length === 1 || !isLast) return members;
  const entries = present.map((name, index) => [name, members[index]] as const);
  return [node instanceof Map ? new Map(entries) : Object.fromEntries(entries)];
}

function elementAt(list: readonly unknown[], index: number): readonly unknown[] {
  const place = index < 0 ? list.length + index : index;
  return place >= 0 && place < list.length ? [list[place]] : [];
}

/** Elements of a list that the filter lets through, or the object itself. */
function filtered(filter: Filter, node: unknown, walk: Walk, { scanned }: Position): readonly unknown[] {
  const passes = (current: unknown) => holds(filter, { ...walk, current });
  if (isObjectNode(node)) return passes(node) ? [node] : [];
  // Below `..` each object is met on its own.
  return isListNode(node) ? node.filter((item) => !(scanned && isObjectNode(item)) && passes(item)) : [];
}

/** Objects and lists, from the outside inwards. */
function below(node: unknown, walk: Walk, depth: number): readonly unknown[] {
  if (depth > deepest) throw new JsonPathLimitError('The document is nested too deeply');
  walk.spend(1);
  if (!isObjectNode(node) && !isListNode(node)) return [];
  return [node, ...childrenOf(node).flatMap((child) => below(child, walk, depth + 1))];
}

function operandValue(operand: Operand, walk: Walk): unknown {
  if (operand.kind === 'path') return valueAt(operand.path, walk);
  return operand.kind === 'literal' ? operand.value : undefined;
}

function holds(filter: Filter, walk: Walk): boolean {
  walk.spend(1);
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => holds(part, walk));
    case 'or':
      return filter.parts.some((part) => holds(part, walk));
    case 'not':
      return !holds(filter.part, walk);
    case 'exists':
      return exists(filter.operand, walk);
    case 'test': {
      const left = operandValue(filter.left, walk);
      if (filter.operator === '=~') return matchesOperand(filter.right, left, walk);
      return operators[filter.operator]?.(left, operandValue(filter.right, walk)) ?? false;
    }
    default:
      return filter satisfies never;
  }
}

function exists(operand: Operand, walk: Walk): boolean {
  if (operand.kind === 'literal') return operand.value === true;
  if (operand.kind === 'regex') return false;
  const value = valueAt(operand.path, walk);
  return isDefinitePath(operand.path) ? value !== undefined : isListNode(value) && value.length > 0;
}

function matchesOperand(right: Operand, left: unknown, walk: Walk): boolean {
  return right.kind === 'regex' && matchesRegex(right.regex, left, walk.spend);
}
