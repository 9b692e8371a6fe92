/** Looks up condition keys by lower-case name; undefined when the request has no such key. */
export interface KeySource {
  values(lowerCaseName: string): readonly string[] | undefined;
}

/** Tests a text against a pattern whose policy variables are taken from the request's keys. */
export type Pattern = (text: string, keys: KeySource) => boolean;

export interface PatternOptions {
  /** `*` and `?` are wildcards; default true. */
  readonly wildcards?: boolean;
  /** `${aws:username}` is replaced; only policies of version 2012-10-17 do that. Default true. */
  readonly variables?: boolean;
  readonly ignoreCase?: boolean;
}

const anyText = -1;
const anyCharacter = -2;

type Part = readonly number[] | { readonly key: string; readonly fallback: string | undefined };

/** Compiles a pattern of a policy. */
export function compilePattern(source: string, options: PatternOptions = {}): Pattern {
  const pattern = options.ignoreCase ? source.toLowerCase() : source;
  const test = compileFolded(pattern, options.wildcards ?? true, options.variables ?? true);
  return options.ignoreCase ? (text, keys) => test(text.toLowerCase(), folded(keys)) : test;
}

/** Keys whose first values are in lower case, as the text is that they are compared with. */
function folded(keys: KeySource): KeySource {
  return { values: (name) => keys.values(name)?.map((value) => value.toLowerCase()) };
}

function compileFolded(pattern: string, wildcards: boolean, variables: boolean): Pattern {
  if (variables && pattern.includes('${')) return compileTemplate(splitVariables(pattern, wildcards));
  if (!wildcards) return (text) => text === pattern;
  if (pattern === '*') return () => true;
  const star = pattern.indexOf('*');
  if (pattern.includes('?') || (star >= 0 && star < pattern.length - 1)) {
    const tokens = tokenize(pattern, true);
    return (text) => matchTokens(tokens, text);
  }
  if (star < 0) return (text) => text === pattern;
  const prefix = pattern.slice(0, -1);
  return (text) => text.startsWith(prefix);
}

function compileTemplate(parts: readonly Part[]): Pattern {
  const literal = literalPrefix(parts[0]);
  return (text, keys) => {
    if (!text.startsWith(literal)) return false;
    const tokens: number[] = [];
    for (const part of parts) {
      if (!('key' in part)) {
        for (const token of part) tokens.push(token);
        continue;
      }
      const value = keys.values(part.key)?.[0] ?? part.fallback;
      // A variable without a value makes the whole pattern match nothing.
      if (value === undefined) return false;
      for (const token of tokenize(value, false)) tokens.push(token);
    }
    return matchTokens(tokens, text);
  };
}

/** What stands before the first variable or wildcard. */
function literalPrefix(part: Part | undefined): string {
  if (part === undefined || 'key' in part) return '';
  const end = part.findIndex((token) => token < 0);
  return String.fromCharCode(...part.slice(0, end < 0 ? part.length : end));
}

const variableForm = /\$\{([^}]*)\}/g;

/** Splits `a/${aws:username}/*` into tokens and variables; `${*}`, `${?}` and `${$}` stand for the characters themselves. */
function splitVariables(pattern: string, wildcards: boolean): Part[] {
  const parts: Part[] = [];
  let position = 0;
  for (const found of pattern.matchAll(variableForm)) {
    parts.push(tokenize(pattern.slice(position, found.index), wildcards));
    position = found.index + found[0].length;
    const inside = (found[1] ?? '').trim();
    if (inside === '*' || inside === '?' || inside === '$') {
      parts.push(tokenize(inside, false));
      continue;
    }
    const [, key = '', fallback] = /^([^,]*?)\s*(?:,\s*'(.*)')?$/.exec(inside) ?? [];
    parts.push({ key: key.toLowerCase(), fallback });
  }
  parts.push(tokenize(pattern.slice(position), wildcards));
  return parts;
}

function tokenize(text: string, wildcards: boolean): number[] {
  const tokens: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (wildcards && code === 42) tokens.push(anyText);
    else if (wildcards && code === 63) tokens.push(anyCharacter);
    else tokens.push(code);
  }
  return tokens;
}

/** Matches greedily and goes back only to the last star, so a pattern never costs more than its length times the text's. */
function matchTokens(tokens: readonly number[], text: string): boolean {
  let token = 0;
  let position = 0;
  let starToken = -1;
  let starPosition = 0;
  while (position < text.length) {
    const wanted = tokens[token];
    if (wanted === anyText) {
      starToken = token++;
      starPosition = position;
    } else if (wanted === anyCharacter || wanted === text.charCodeAt(position)) {
      token++;
      position++;
    } else if (starToken >= 0) {
      token = starToken + 1;
      position = ++starPosition;
    } else return false;
  }
  while (tokens[token] === anyText) token++;
  return token === tokens.length;
}
