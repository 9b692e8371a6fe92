import { isUlid } from '../domain/ulids.ts';
import { ClientError } from './answers.ts';

const usualLimit = 25;
const greatestLimit = 100;

export interface PageRequest {
  readonly limit: number;
  readonly afterId?: string;
}

/** Reads `limit` and `cursor` of a query. */
export function readPageRequest(query: URLSearchParams): PageRequest {
  const cursor = query.get('cursor');
  return { limit: readLimit(query.get('limit')), ...(cursor === null ? {} : { afterId: readCursor(cursor) }) };
}

/** Clients hand a cursor back as they got it; what is in it is ours. */
export function cursorAfter(id: string): string {
  return Buffer.from(JSON.stringify({ after: id })).toString('base64url');
}

function readLimit(text: string | null): number {
  if (text === null) return usualLimit;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > greatestLimit) throw new ClientError(400, `limit is a number from 1 to ${greatestLimit}`);
  return limit;
}

function readCursor(cursor: string): string {
  const id = /"after":"([0-9A-Z]+)"/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (id === undefined || !isUlid(id)) throw new ClientError(400, 'cursor is none that this API gave out');
  return id;
}
