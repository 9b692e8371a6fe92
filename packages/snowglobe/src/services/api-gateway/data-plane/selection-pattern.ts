import { javaRegex } from '../../../expressions/java-regex/java-regex.ts';
import { PatternSyntaxError } from '../../../expressions/java-regex/pattern-syntax-error.ts';

/** A pattern that needs more steps than this goes back and forth without end. */
const mostSteps = 1_000_000;

class TooManySteps extends Error {}

/** Whether a selection pattern, a regular expression of Java's, fits the whole text. A pattern that is none fits nothing. */
export function fitsPattern(pattern: string, text: string): boolean {
  let left = mostSteps;
  const spend = (steps: number) => {
    left -= steps;
    if (left < 0) throw new TooManySteps();
  };
  try {
    return javaRegex(pattern).matches(text, spend);
  } catch (error) {
    if (error instanceof PatternSyntaxError || error instanceof TooManySteps) return false;
    throw error;
  }
}
