import { parseArn } from '../../../contract/arn.ts';
import { AwsError } from '../../../contract/aws-error.ts';
import { transformed } from '../pipe-event.ts';
import type { WorkingPipe } from '../working-pipe.ts';
import { sendToApiDestination } from './api-destination-target.ts';
import { sendToBus } from './bus-target.ts';
import { sendToDeliveryStream } from './delivery-stream-target.ts';
import { sendToFunction } from './function-target.ts';
import { sendToLogGroup } from './log-target.ts';
import { sendToQueue } from './queue-target.ts';
import { sendToStream } from './stream-target.ts';
import { sendToTopic } from './topic-target.ts';

/** An event as the target gets it. */
export interface Outgoing {
  readonly event: unknown;
  /** The event as JSON, or what the input template made of it. */
  readonly text: string;
}

/** Gives the places in the list of those that the target did not take; rejects when it took none. */
export type SendEvents = (pipe: WorkingPipe, events: readonly Outgoing[]) => Promise<readonly number[]>;

interface PipeTarget {
  readonly send: SendEvents;
  /** How many events one request takes; undefined: all of them. */
  readonly batchSize?: number;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html */
const targets: Readonly<Record<string, PipeTarget>> = {
  lambda: { send: sendToFunction },
  sqs: { send: sendToQueue, batchSize: 10 },
  sns: { send: sendToTopic, batchSize: 10 },
  kinesis: { send: sendToStream, batchSize: 500 },
  firehose: { send: sendToDeliveryStream, batchSize: 500 },
  'event-bus': { send: sendToBus, batchSize: 10 },
  'api-destination': { send: sendToApiDestination, batchSize: 1 },
  logs: { send: sendToLogGroup, batchSize: 10_000 },
};

/** The kind of target behind an ARN; undefined when a pipe cannot have it here. */
export function targetKind(arn: string): string | undefined {
  const { service = '', resource = '' } = parseArn(arn) ?? {};
  const kind = service === 'events' ? (resource.split('/')[0] ?? '') : service;
  return Object.hasOwn(targets, kind) ? kind : undefined;
}

/** Hands events to the pipe's target; gives the places in the list of those that it did not take. */
export async function sendBatch(pipe: WorkingPipe, events: readonly unknown[]): Promise<ReadonlySet<number>> {
  const { row, globe } = pipe;
  const target = targets[targetKind(row.target) ?? ''];
  if (!target) throw new AwsError('ResourceNotFoundException', `${row.target} does not exist`);
  const now = globe.clock.now();
  const { InputTemplate } = row.targetParameters;
  const outgoing = events.map((event) => ({ event, text: transformed(InputTemplate, event, row, now) }));
  const failed = new Set<number>();
  const { send, batchSize = Math.max(outgoing.length, 1) } = target;
  for (let from = 0; from < outgoing.length; from += batchSize) {
    const part = outgoing.slice(from, from + batchSize);
    for (const place of await sendPart(pipe, send, part)) failed.add(from + place);
  }
  return failed;
}

/** What a target refuses as a whole has failed; a function's failure is the batch's. */
async function sendPart(pipe: WorkingPipe, send: SendEvents, part: readonly Outgoing[]): Promise<Iterable<number>> {
  try {
    return await send(pipe, part);
  } catch (error) {
    if (!(error instanceof AwsError) || targetKind(pipe.row.target) === 'lambda') throw error;
    pipe.globe.causes.begin('delivery', `pipe ${pipe.row.name}: the target refused: ${error.message}`, pipe.cause);
    return part.keys();
  }
}
