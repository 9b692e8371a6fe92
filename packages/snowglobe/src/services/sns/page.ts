import { invalidParameter } from './errors.ts';
import { pageSize } from './limits.ts';

/** One page of rows in key order. The token is the last key that was given, in base64. */
export function pageOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string, token: string | undefined) {
  const after = token === undefined ? undefined : startOf(token);
  const rest = after === undefined ? rows : rows.filter((row) => keyOf(row) > after);
  const items = rest.slice(0, pageSize);
  const last = items.at(-1);
  const more = rest.length > items.length && last !== undefined;
  return { items, ...(more ? { NextToken: Buffer.from(keyOf(last)).toString('base64') } : {}) };
}

function startOf(token: string): string {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (Buffer.from(text).toString('base64') !== token) throw invalidParameter('NextToken');
  return text;
}
