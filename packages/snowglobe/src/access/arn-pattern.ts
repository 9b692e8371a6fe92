import { compilePattern, type Pattern } from './glob.ts';

const arnParts = 6;

/**
 * Compiles an ARN pattern. Each of the six parts is matched by itself, so a star before the fifth colon never swallows one;
 * missing parts match anything.
 * AWS: IAM User Guide, "Resource" element and "Amazon Resource Name (ARN) condition operators".
 */
export function compileArnPattern(pattern: string, variables = true): Pattern {
  if (pattern === '*') return () => true;
  const parts = splitArn(pattern);
  const head = parts.slice(0, arnParts - 1).join(':');
  if (parts.length === arnParts && !/[*?]|\$\{/.test(head)) return compilePattern(pattern, { variables });
  const tests = parts.map((part) => compilePattern(part, { variables }));
  return (text, keys) => {
    const values = partsOf(text);
    if (values.length < arnParts) return false;
    return tests.every((test, index) => test(values[index] ?? '', keys));
  };
}

let lastText = '';
let lastParts: readonly string[] = [];

/** The parts of the ARN of a request, which is compared with pattern after pattern. */
function partsOf(text: string): readonly string[] {
  if (text !== lastText) {
    lastParts = splitArn(text);
    lastText = text;
  }
  return lastParts;
}

/** Splits at the first five colons that are outside `${...}`. */
function splitArn(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let inVariable = false;
  for (let index = 0; index < text.length && parts.length < arnParts - 1; index++) {
    const character = text[index];
    if (character === '$' && text[index + 1] === '{') inVariable = true;
    else if (character === '}') inVariable = false;
    else if (character === ':' && !inVariable) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
