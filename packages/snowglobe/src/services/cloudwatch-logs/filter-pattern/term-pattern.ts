import { regexTest } from './comparison.ts';
import { FilterPatternFault } from './fault.ts';

const termForm = /([?-]?)(?:"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)*)%|(\S+))/y;

/** `ERROR -INFO "two words"`: every term, none of those with a minus; `?a ?b`: one of them. Case matters. */
export function parseTermPattern(pattern: string): (message: string) => boolean {
  const terms = readTerms(pattern);
  const required = terms.filter(({ sign }) => sign === '');
  const optional = terms.filter(({ sign }) => sign === '?');
  const excluded = terms.filter(({ sign }) => sign === '-');
  return (message) =>
    !excluded.some(({ test }) => test(message)) &&
    required.every(({ test }) => test(message)) &&
    // AWS ignores optional terms that stand beside required ones.
    (required.length > 0 || optional.length === 0 || optional.some(({ test }) => test(message)));
}

interface Term {
  readonly sign: string;
  readonly test: (message: string) => boolean;
}

function readTerms(pattern: string): readonly Term[] {
  const terms: Term[] = [];
  let position = 0;
  while (position < pattern.length) {
    if (/\s/.test(pattern[position] ?? '')) {
      position++;
      continue;
    }
    termForm.lastIndex = position;
    const found = termForm.exec(pattern);
    if (!found) throw new FilterPatternFault(`unexpected ${pattern[position]}`);
    const [, sign = '', quoted, regex, word] = found;
    terms.push({ sign, test: regex === undefined ? textTest(quoted, word) : regexTest(regex) });
    position = termForm.lastIndex;
  }
  return terms;
}

function textTest(quoted: string | undefined, word: string | undefined): (message: string) => boolean {
  if (quoted !== undefined) {
    const text = quoted.replace(/\\(.)/g, '$1');
    return (message) => message.includes(text);
  }
  const term = word ?? '';
  if (!/^[\w.*/:@$#-]+$/.test(term)) throw new FilterPatternFault(`${term} needs quotes`);
  return (message) => message.includes(term);
}
