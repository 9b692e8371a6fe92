import type { Collection } from '../../contract/table.ts';
import { invalidNextToken } from './errors.ts';
import { limits } from './limits.ts';
import { keyOfToken, tokenOf } from './page-token.ts';
import { instantKey, type LogEventRow, streamEventKey, streamPrefix } from './tables.ts';

export interface StreamInterval {
  readonly logStreamName: string;
  /** Epoch ms, included. */
  readonly from: number;
  /** Epoch ms, excluded. */
  readonly before: number | undefined;
}

export interface StreamPageRequest {
  readonly nextToken: string | undefined;
  readonly limit: number;
  readonly startFromHead: boolean;
}

export interface StreamPage {
  readonly events: readonly LogEventRow[];
  /** Leads to what comes after; the same as was given when there is nothing. */
  readonly forwardToken: string;
  readonly backwardToken: string;
}

/** Reads a page of one stream, forward or backward. AWS: API reference of GetLogEvents. */
export function readStreamPage(
  rows: Collection<LogEventRow>,
  { logStreamName, from, before }: StreamInterval,
  request: StreamPageRequest,
): StreamPage {
  const prefix = streamPrefix(logStreamName);
  const low = prefix + instantKey(from);
  const high = before === undefined ? `${prefix}~` : prefix + instantKey(before);
  const position = positionOf(request.nextToken);
  const forward = position ? position.forward : request.startFromHead;
  const start = position?.key ?? (forward ? low : high);
  const range = forward
    ? { [position ? 'after' : 'from']: later(start, low), before: high }
    : { from: low, before: earlier(start, high), reverse: true };
  const events = takePage(rows.rangeBy('byStream', range), request.limit);
  if (!forward) events.reverse();
  const first = events[0];
  const last = events.at(-1);
  return {
    events,
    forwardToken: `f/${tokenOf(last ? streamEventKey(last) : start)}`,
    backwardToken: `b/${tokenOf(first ? streamEventKey(first) : start)}`,
  };
}

const later = (a: string, b: string) => (a > b ? a : b);
const earlier = (a: string, b: string) => (a < b ? a : b);

function positionOf(token: string | undefined): { readonly forward: boolean; readonly key: string } | undefined {
  if (token === undefined) return undefined;
  const direction = token.slice(0, 2);
  const key = keyOfToken(token.slice(2));
  if ((direction !== 'f/' && direction !== 'b/') || !key) throw invalidNextToken();
  return { forward: direction === 'f/', key };
}

/** Up to so many events, and up to a page's bytes. */
function takePage(rows: Iterable<LogEventRow>, limit: number): LogEventRow[] {
  const events: LogEventRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += Buffer.byteLength(row.message) + limits.eventOverheadBytes;
    if (events.length === limit || (events.length > 0 && bytes > limits.pageBytes)) break;
    events.push(row);
  }
  return events;
}
