/** Whether a code point belongs. */
export type CharacterTest = (codePoint: number) => boolean;

export type RegexNode =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly part: RegexNode;
      readonly least: number;
      readonly most: number;
      readonly manner: 'greedy' | 'lazy' | 'possessive';
    }
  | { readonly kind: 'group'; readonly part: RegexNode; readonly number: number }
  | { readonly kind: 'atomic'; readonly part: RegexNode }
  | { readonly kind: 'look'; readonly part: RegexNode; readonly behind: boolean; readonly negative: boolean }
  | { readonly kind: 'backreference'; readonly number: number; readonly ignoreCase: boolean }
  | { readonly kind: 'anchor'; readonly holds: (text: string, at: number) => boolean };

export interface ParsedRegex {
  readonly node: RegexNode;
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, number>;
}
