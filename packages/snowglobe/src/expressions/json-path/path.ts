import type { JavaRegex } from '../java-regex/java-regex.ts';

export type Segment =
  /** `.name`, `['name']`, `['one', 'other']` */
  | { readonly kind: 'properties'; readonly names: readonly string[] }
  /** `.*`, `[*]` */
  | { readonly kind: 'wildcard' }
  /** `[0]`, `[-1]`, `[0, 2]` */
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  /** `[1:3]`, `[-2:]` */
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  /** `[?(@.a == 1)]` */
  | { readonly kind: 'filter'; readonly filter: Filter }
  /** `..`: the next segment everywhere below, too. */
  | { readonly kind: 'scan' }
  /** `.length()` */
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly Operand[] };

export interface Path {
  /** `@`: relative to what a filter looks at. */
  readonly root: '$' | '@';
  readonly segments: readonly Segment[];
}

export type Operand =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'regex'; readonly regex: JavaRegex };

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'exists'; readonly operand: Operand }
  | { readonly kind: 'test'; readonly operator: string; readonly left: Operand; readonly right: Operand };
