/** Java's character classes that JavaScript does not know, as the content of a bracket. */
const javaClasses: Readonly<Record<string, string>> = {
  Alnum: 'A-Za-z0-9',
  Alpha: 'A-Za-z',
  ASCII: '\\x00-\\x7f',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1f\\x7f',
  Digit: '0-9',
  Graph: '\\x21-\\x7e',
  Lower: 'a-z',
  Print: '\\x20-\\x7e',
  Punct: '\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e',
  Space: '\\s',
  Upper: 'A-Z',
  XDigit: '0-9A-Fa-f',
};

const tests = new Map<string, (text: string) => boolean>();

/** Whether a text as a whole matches a pattern of the model. Patterns are Java's; one that JavaScript cannot read holds for every text. */
export function patternTest(pattern: string): (text: string) => boolean {
  let test = tests.get(pattern);
  if (test === undefined) {
    const compiled = compile(pattern);
    test = compiled === undefined ? () => true : (text) => compiled.test(text);
    tests.set(pattern, test);
  }
  return test;
}

function compile(pattern: string): RegExp | undefined {
  const known = inJavaScript(pattern);
  const source = `^(?:${known})$`;
  // With `u` first: only so are \p{L} and characters beyond 16 bits understood. It refuses escapes that need none.
  const plain = source.replaceAll(/\\([^A-Za-z0-9^$\\.*+?()[\]{}|/-])/g, '$1');
  for (const [text, flags] of [
    [source, 'u'],
    [plain, 'u'],
    [source, ''],
  ] as const) {
    if (flags === '' && /\\p\{/i.test(text)) continue;
    try {
      return new RegExp(text, flags);
    } catch {
      // Not in this dialect: the next one.
    }
  }
  return undefined;
}

function inJavaScript(pattern: string): string {
  let insideClass = false;
  return pattern.replaceAll(/\\p\{(?:Is)?(\w+)\}|\\.|[[\]]/gs, (token, name: string | undefined) => {
    if (token === '[') insideClass = true;
    if (token === ']') insideClass = false;
    const content = name === undefined ? undefined : javaClasses[name];
    if (content === undefined) return token;
    return insideClass ? content : `[${content}]`;
  });
}
