import type { Path } from './path.ts';

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type ConditionFunction =
  | 'attribute_exists'
  | 'attribute_not_exists'
  | 'attribute_type'
  | 'begins_with'
  | 'contains';

interface PathOperand {
  readonly kind: 'path';
  readonly path: Path;
}
interface ValueOperand {
  readonly kind: 'value';
  /** With its colon. */
  readonly name: string;
}
interface SizeOperand {
  readonly kind: 'size';
  readonly of: Operand;
  /** How many operands were given; one is right. */
  readonly count: number;
}
export type Operand = PathOperand | ValueOperand | SizeOperand;

/** A parsed condition: condition, filter and key condition expressions and all legacy conditions come to this. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly operand: Condition }
  | { readonly kind: 'compare'; readonly operator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly lower: Operand; readonly upper: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly list: readonly Operand[] }
  | { readonly kind: 'function'; readonly name: ConditionFunction; readonly operands: readonly Operand[] };

/** Every path that a condition reads. */
export function conditionPaths(condition: Condition): Path[] {
  const paths: Path[] = [];
  visitOperands(condition, (operand) => {
    if (operand.kind === 'path') paths.push(operand.path);
  });
  return paths;
}

/** Calls back for each operand, the insides of size() included. */
function visitOperands(condition: Condition, visit: (operand: Operand) => void): void {
  for (const operand of operandsOf(condition)) visitOperand(operand, visit);
  for (const part of partsOf(condition)) visitOperands(part, visit);
}

function visitOperand(operand: Operand, visit: (operand: Operand) => void): void {
  visit(operand);
  if (operand.kind === 'size') visitOperand(operand.of, visit);
}

/** The conditions that a condition is made of. */
export function partsOf(condition: Condition): readonly Condition[] {
  if (condition.kind === 'and' || condition.kind === 'or') return [condition.left, condition.right];
  return condition.kind === 'not' ? [condition.operand] : [];
}

export function operandsOf(condition: Condition): readonly Operand[] {
  switch (condition.kind) {
    case 'compare':
      return [condition.left, condition.right];
    case 'between':
      return [condition.operand, condition.lower, condition.upper];
    case 'in':
      return [condition.operand, ...condition.list];
    case 'function':
      return condition.operands;
    case 'and':
    case 'or':
    case 'not':
      return [];
  }
}
