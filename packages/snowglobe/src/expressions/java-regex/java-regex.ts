/** A pattern that Java would not compile. */
export class PatternSyntaxError extends Error {
  override readonly name = 'PatternSyntaxError';
}

export interface Match {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** [0] is the whole match; undefined: the group took no part. */
  readonly groups: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
}

/** A compiled pattern of java.util.regex. `spend` is called with the steps that a search takes, and may throw to end it. */
export interface JavaRegex {
  /** The first match at or after an index. */
  find(text: string, from: number, spend: (steps: number) => void): Match | undefined;
  /** Whether the whole text matches. */
  matches(text: string, spend: (steps: number) => void): boolean;
}

/** Compiles a pattern. Throws PatternSyntaxError. */
export function javaRegex(pattern: string): JavaRegex {
  const compiled = (flags: string, source: string) => {
    try {
      return new RegExp(source, flags);
    } catch (error) {
      throw new PatternSyntaxError(`${pattern}: ${String(error)}`);
    }
  };
  const searching = compiled('gu', pattern);
  const whole = compiled('u', `^(?:${pattern})$`);
  return {
    find(text, from, spend) {
      spend(1 + (text.length >> 6));
      searching.lastIndex = from;
      const found = searching.exec(text);
      if (!found) return undefined;
      return { start: found.index, end: found.index + found[0].length, groups: [...found], named: { ...found.groups } };
    },
    matches(text, spend) {
      spend(1 + (text.length >> 6));
      return whole.test(text);
    },
  };
}
