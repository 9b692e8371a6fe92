/** What a variable of a template stands for; undefined: the template has no such variable. */
export type Lookup = (name: string) => { readonly value: unknown } | undefined;

const variable = /<([^<>\s"]+)>/y;

/**
 * Fills an input template. Outside of quotes a variable becomes its JSON; inside, its text, where an object or list loses
 * its quotation marks. A variable whose path found nothing is an empty text. Anything else in angle brackets stays.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function fillTemplate(template: string, lookup: Lookup): string {
  let result = '';
  let quoted = false;
  for (let at = 0; at < template.length; ) {
    const piece = pieceAt(template, at);
    const found = piece.name === undefined ? undefined : lookup(piece.name);
    if (found) result += quoted ? textOf(found.value) : jsonOf(found.value);
    else result += piece.text;
    if (piece.text === '"') quoted = !quoted;
    at += piece.text.length;
  }
  return result;
}

function pieceAt(template: string, at: number): { readonly text: string; readonly name?: string } {
  const character = template[at] ?? '';
  if (character === '\\') return { text: template.slice(at, at + 2) };
  if (character !== '<') return { text: character };
  variable.lastIndex = at;
  const found = variable.exec(template);
  return found?.[1] === undefined ? { text: character } : { text: found[0], name: found[1] };
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value ?? '');
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object') return JSON.stringify(value).replaceAll('"', '').replaceAll('\\', '');
  return JSON.stringify(`${value as string | number | boolean}`).slice(1, -1);
}

/** Whether a filled template is something that EventBridge sends: JSON, or JSON texts line by line. */
export function isSendable(filled: string): boolean {
  if (isJson(filled)) return true;
  const lines = filled.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every((line) => line.trim().startsWith('"') && isJson(line));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
