import { InvalidPattern } from './invalid-pattern.ts';

/** How many stretches after a wildcard may begin alike before EventBridge calls a rule too complex. */
const maximumRepeats = 4;

/** The literal stretches between wildcards; a backslash makes the next `*` or `\` literal. Throws InvalidPattern. */
function stretches(text: string): string[] {
  const result = [''];
  let previousWasWildcard = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === '*') {
      if (previousWasWildcard) throw new InvalidPattern(`Consecutive wildcard characters at pos ${index}`);
      result.push('');
      previousWasWildcard = true;
      continue;
    }
    previousWasWildcard = false;
    let literal = character;
    if (character === '\\') {
      index += 1;
      literal = text[index] ?? '';
      if (literal !== '*' && literal !== '\\') throw new InvalidPattern(`Invalid escape character at pos ${index - 1}`);
    }
    result[result.length - 1] += literal;
  }
  return result;
}

function checkComplexity(parts: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const part of parts.slice(1)) {
    const first = part[0];
    if (first === undefined) continue;
    const count = (counts.get(first) ?? 0) + 1;
    counts.set(first, count);
    if (count > maximumRepeats) {
      throw new InvalidPattern(
        'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
      );
    }
  }
}

/** Compiles a text with `*` wildcards to a test of whole texts. Throws InvalidPattern. */
export function compileWildcard(text: string): (value: string) => boolean {
  const parts = stretches(text);
  checkComplexity(parts);
  const [head = '', ...middle] = parts;
  const tail = middle.pop();
  if (tail === undefined) return (value) => value === head;
  return (value) => {
    if (!value.startsWith(head)) return false;
    let from = head.length;
    for (const part of middle) {
      const found = value.indexOf(part, from);
      if (found === -1) return false;
      from = found + part.length;
    }
    return value.length - tail.length >= from && value.endsWith(tail);
  };
}
