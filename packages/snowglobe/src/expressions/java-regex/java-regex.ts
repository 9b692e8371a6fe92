import { parseRegex } from './parse-regex.ts';
import { compileRegex } from './program.ts';
import { type Attempt, runProgram } from './search.ts';
import type { ParsedRegex } from './syntax.ts';

export interface Match {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** [0] is the whole match; undefined: the group took no part. */
  readonly groups: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
}

/** Called with the steps that a search takes; may throw to end it. */
export type Spend = (steps: number) => void;

/** A compiled pattern of java.util.regex. */
export interface JavaRegex {
  /** The first match at or after an index. */
  find(text: string, from: number, spend: Spend): Match | undefined;
  /** Whether the whole text matches. */
  matches(text: string, spend: Spend): boolean;
}

/**
 * Compiles a pattern. Throws PatternSyntaxError. The language's own expressions would not do: their syntax differs, and a search
 * that does not end cannot be stopped.
 */
export function javaRegex(pattern: string): JavaRegex {
  const parsed = parseRegex(pattern);
  const { program, slotCount } = compileRegex(parsed);
  const begin = (text: string, spend: Spend): Attempt => ({
    text,
    slots: Array.from({ length: slotCount }, () => -1),
    spend,
  });
  return {
    find(text, from, spend) {
      for (let start = from; start <= text.length; start += 1) {
        const attempt = begin(text, spend);
        const end = runProgram(program, attempt, start);
        if (end >= 0) return matchOf(attempt, start, end, parsed);
      }
      return undefined;
    },
    matches(text, spend) {
      return runProgram(program, begin(text, spend), 0, text.length) >= 0;
    },
  };
}

function matchOf({ text, slots }: Attempt, start: number, end: number, { groupCount, names }: ParsedRegex): Match {
  const texts = Array.from({ length: groupCount + 1 }, (_, number) => {
    if (number === 0) return text.slice(start, end);
    const [from = -1, to = -1] = slots.slice(number * 2, number * 2 + 2);
    return from < 0 || to < from ? undefined : text.slice(from, to);
  });
  const named = Object.fromEntries([...names].map(([name, number]) => [name, texts[number]]));
  return { start, end, groups: texts, named };
}
