import type { Path } from './path.ts';

/** What SET computes its values from. */
export type UpdateOperand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'if_not_exists' | 'list_append'; readonly operands: readonly UpdateOperand[] }
  | { readonly kind: '+' | '-'; readonly operands: readonly UpdateOperand[] };

export type UpdateAction =
  | { readonly kind: 'SET'; readonly path: Path; readonly operand: UpdateOperand }
  | { readonly kind: 'REMOVE'; readonly path: Path }
  | { readonly kind: 'ADD' | 'DELETE'; readonly path: Path; readonly value: string };

export type UpdateSection = UpdateAction['kind'];

/** Every path that the actions read or write. */
export function updatePaths(actions: readonly UpdateAction[]): Path[] {
  return actions.flatMap((action) => [action.path, ...(action.kind === 'SET' ? operandPaths(action.operand) : [])]);
}

function operandPaths(operand: UpdateOperand): Path[] {
  if (operand.kind === 'path') return [operand.path];
  return operand.kind === 'value' ? [] : operand.operands.flatMap(operandPaths);
}
