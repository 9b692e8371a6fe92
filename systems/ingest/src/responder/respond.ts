import type { APIGatewayProxyEvent, APIGatewayProxyResult, EventBridgeEvent } from 'aws-lambda';
import type { EventDetail } from '../emitter/event-entry.ts';
import type { Log } from '../log.ts';

/** An event of the bus; one that an archive gave out again carries the replay's name. */
export type BusEvent = EventBridgeEvent<string, EventDetail> & { readonly 'replay-name'?: string };

/** Does what an event leads to, once for each id: says whether it was done now. */
export type ActOnce = (event: BusEvent) => Promise<boolean>;

/** Answers `GET /`. */
export function answer(event: Pick<APIGatewayProxyEvent, 'httpMethod' | 'path'>, log: Log): APIGatewayProxyResult {
  log('answering a request', { method: event.httpMethod, path: event.path });
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify('Hey!'),
  };
}

/** Takes an event of the bus. A repetition (a retry, a replay) is told as such and changes nothing outside. */
export async function respond(event: BusEvent, actOnce: ActOnce, log: Log): Promise<void> {
  const { metadata } = event.detail;
  const done = await actOnce(event);
  log(done ? 'took an event' : 'had this event before', {
    id: metadata.id,
    key: metadata.key,
    detailType: event['detail-type'],
    resources: event.resources,
    ...(event['replay-name'] === undefined ? {} : { replay: event['replay-name'] }),
  });
}
