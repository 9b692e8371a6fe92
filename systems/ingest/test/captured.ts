import type { APIGatewayProxyEvent, DynamoDBStreamEvent, FirehoseTransformationEvent, SQSEvent } from 'aws-lambda';
import emitted from './events/event-emitter.json' with { type: 'json' };
import responded from './events/event-responder.json' with { type: 'json' };
import stored from './events/event-storer.json' with { type: 'json' };
import transformed from './events/transformer.json' with { type: 'json' };

type Events<Event> = readonly [Event, ...Event[]];

/** What each function was called with when a payload of each kind went through a deployment: see bin/capture.ts. */
export const capturedEvents = {
  transformer: transformed as unknown as Events<FirehoseTransformationEvent>,
  storer: stored as unknown as Events<SQSEvent>,
  emitter: emitted as unknown as Events<DynamoDBStreamEvent>,
  responder: responded as unknown as Events<SQSEvent | APIGatewayProxyEvent>,
};

/** All messages that the storer was given, as one batch. */
export const capturedMessages: SQSEvent = { Records: capturedEvents.storer.flatMap(({ Records }) => Records) };

/** All records that the emitter was given. */
export const capturedRecords = capturedEvents.emitter.flatMap(({ Records }) => Records);

/** What the responder is called with: batches of its queue, and requests of its API. */
export function responderEvents(events: readonly unknown[]) {
  const given = events as readonly (SQSEvent | APIGatewayProxyEvent)[];
  return {
    batches: given.flatMap((event) => ('Records' in event ? [event] : [])),
    requests: given.flatMap((event) => ('httpMethod' in event ? [event] : [])),
  };
}
