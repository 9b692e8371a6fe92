/** Where a JSON object that begins at a position ends; -1 when it does not. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** The JSON objects that stand one after another in a text. What is no object is a part of its own, so that nothing is lost. */
export function jsonObjects(text: string): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const start = text.indexOf('{', at);
    const between = text.slice(at, start === -1 ? text.length : start).trim();
    const end = start === -1 || between !== '' ? -1 : endOfObject(text, start);
    if (end === -1) {
      const rest = text.slice(at).trim();
      if (rest !== '') parts.push(rest);
      break;
    }
    parts.push(text.slice(start, end));
    at = end;
  }
  return parts;
}

/** The parts of a text between a delimiter; empty ones are none. */
export const delimitedParts = (text: string, delimiter: string): readonly string[] =>
  text.split(delimiter).filter((part) => part !== '');
