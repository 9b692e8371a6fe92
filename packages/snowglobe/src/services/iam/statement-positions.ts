import type { Position } from '@aws-sdk/client-iam';

/** Where one statement stands in its policy's text: lines and columns from 1, the end behind its last character. */
export interface StatementPosition {
  readonly start: Position;
  readonly end: Position;
}

/** The places of a policy's statements, in their order. The text must be JSON. */
export function statementPositions(text: string): readonly StatementPosition[] {
  const from = statementValueAt(text);
  if (from === undefined) return [];
  if (text[from] !== '[') return [between(text, from, valueEnd(text, from))];
  const found: StatementPosition[] = [];
  let at = skipSpace(text, from + 1);
  while (at < text.length && text[at] !== ']') {
    const end = valueEnd(text, at);
    found.push(between(text, at, end));
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return found;
}

/** Where the value of the document's member Statement begins. */
function statementValueAt(text: string): number | undefined {
  let at = skipSpace(text, skipSpace(text, 0) + 1);
  while (at < text.length && text[at] === '"') {
    const nameEnd = valueEnd(text, at);
    const name: unknown = JSON.parse(text.slice(at, nameEnd));
    const valueAt = skipSpace(text, skipSpace(text, nameEnd) + 1);
    if (name === 'Statement') return valueAt;
    at = skipSpace(text, valueEnd(text, valueAt));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}

/** Behind the value that begins there. */
function valueEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') at = stringEnd(text, at) - 1;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (depth > 0 || /[^\s,]/.test(character)) continue;
    else return at;
    if (depth === 0) return at + 1;
    if (depth < 0) return at;
  }
  return text.length;
}

function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function between(text: string, from: number, to: number): StatementPosition {
  return { start: positionAt(text, from), end: positionAt(text, to) };
}

function positionAt(text: string, at: number): Position {
  const before = text.slice(0, at);
  return { Line: before.split('\n').length, Column: at - before.lastIndexOf('\n') };
}
