import type { Value } from './values.ts';

/** `.name`, `.name(...)` or `[...]`. */
export type Step =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'method'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'index'; readonly index: Expression };

export interface Reference {
  readonly name: string;
  readonly steps: readonly Step[];
  /** `$!name` */
  readonly quiet: boolean;
  /** As it stands in the template, without escapes: what is printed where there is nothing. */
  readonly literal: string;
}

export type Operator = 'or' | 'and' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | '+' | '-' | '*' | '/' | '%';

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'interpolation'; readonly body: readonly Node[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'range'; readonly from: Expression; readonly to: Expression }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

export interface MacroDefinition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: readonly Node[];
}

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  /** `backslashes`: how many stand before the `$`. */
  | { readonly kind: 'print'; readonly reference: Reference; readonly backslashes: number }
  | { readonly kind: 'set'; readonly target: Reference; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly test: Expression; readonly body: readonly Node[] }[];
      readonly otherwise: readonly Node[];
    }
  | { readonly kind: 'foreach'; readonly name: string; readonly over: Expression; readonly body: readonly Node[] }
  | { readonly kind: 'define'; readonly name: string; readonly body: readonly Node[] }
  | { readonly kind: 'evaluate'; readonly text: Expression }
  | { readonly kind: 'break' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'return'; readonly value: Expression | undefined }
  | { readonly kind: 'macro'; readonly macro: MacroDefinition }
  /** A call of a macro, or text that looks like one. */
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly body: readonly Node[] | undefined;
      readonly literal: string;
    };
