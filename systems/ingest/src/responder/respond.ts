import type {
  APIGatewayProxyEvent,
  APIGatewayProxyResult,
  EventBridgeEvent,
  SQSBatchResponse,
  SQSEvent,
} from 'aws-lambda';
import { chunksOf } from '../domain/batches.ts';
import type { EventDetail } from '../emitter/event-entry.ts';
import { describeError, type Log } from '../log.ts';

/** An event of the bus; one that an archive gave out again carries the replay's name. */
export type BusEvent = EventBridgeEvent<string, EventDetail> & { readonly 'replay-name'?: string };

/** Does what events lead to, once for each id: gives the ids of those for which it was done now. At most `chunkSize` at a time. */
export type TakeOnce = (events: readonly BusEvent[]) => Promise<ReadonlySet<string>>;

/** What one transaction of DynamoDB holds: 100 actions, of which some count. */
export const chunkSize = 90;

interface Arrival {
  readonly messageId: string;
  readonly event: BusEvent;
}

/** Answers `GET /`. */
export function answer(event: Pick<APIGatewayProxyEvent, 'httpMethod' | 'path'>, log: Log): APIGatewayProxyResult {
  log('answering a request', { method: event.httpMethod, path: event.path });
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify('Hey!'),
  };
}

/**
 * Takes a batch of the bus's events. A repetition (a retry, a replay) is told as such and changes nothing outside. What
 * could not be taken is reported, and comes again.
 */
export async function respond({ Records }: SQSEvent, takeOnce: TakeOnce, log: Log): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  const arrivals: Arrival[] = [];
  for (const { messageId, body } of Records) {
    try {
      arrivals.push({ messageId, event: readEvent(body) });
    } catch (error) {
      log('a message is no event of a record', { messageId, ...describeError(error) });
      failed.push(messageId);
    }
  }
  for (const chunk of chunksOf(arrivals, chunkSize)) failed.push(...(await takeChunk(chunk, takeOnce, log)));
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** The messages that could not be taken: all of them or none. */
async function takeChunk(chunk: readonly Arrival[], takeOnce: TakeOnce, log: Log): Promise<readonly string[]> {
  const byId = new Map(chunk.map(({ event }) => [idOf(event), event]));
  try {
    const taken = new Set(await takeOnce([...byId.values()]));
    for (const { event } of chunk) tell(event, taken.delete(idOf(event)), log);
    return [];
  } catch (error) {
    log('events could not be taken', { count: chunk.length, ...describeError(error) });
    return chunk.map(({ messageId }) => messageId);
  }
}

function tell(event: BusEvent, isNew: boolean, log: Log): void {
  log(isNew ? 'took an event' : 'had this event before', {
    id: idOf(event),
    key: event.detail.metadata.key,
    detailType: event['detail-type'],
    resources: event.resources,
    ...(event['replay-name'] === undefined ? {} : { replay: event['replay-name'] }),
  });
}

/** The record's own id, which neither a retry nor a replay changes. */
export const idOf = ({ detail }: BusEvent): string => detail.metadata.id;

function readEvent(body: string): BusEvent {
  const event = JSON.parse(body) as Partial<BusEvent>;
  if (typeof event.detail?.metadata?.id !== 'string') throw new TypeError('detail.metadata.id is missing');
  return event as BusEvent;
}
