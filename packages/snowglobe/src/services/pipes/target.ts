import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import { callFunction, type WorkingPipe } from './function-call.ts';
import { dynamicText, identifierOf, type PipeEvent, transformed } from './pipe-event.ts';

/** Hands events to the pipe's target; gives the places in the list of those that it did not take. */
export async function sendBatch(pipe: WorkingPipe, events: readonly unknown[]): Promise<ReadonlySet<number>> {
  if (events.length === 0) return new Set();
  const { row, globe } = pipe;
  const now = globe.clock.now();
  const texts = events.map((event) => transformed(row.targetParameters.InputTemplate, event, row, now));
  if (parseArn(row.target)?.service === 'lambda') return sendToFunction(pipe, events, texts);
  return sendOneByOne(pipe, events, texts);
}

async function sendToFunction(
  pipe: WorkingPipe,
  events: readonly unknown[],
  texts: readonly string[],
): Promise<ReadonlySet<number>> {
  const { row, globe, caller, cause } = pipe;
  const payload = `[${texts.map(asJson).join(',')}]`;
  if (row.targetParameters.LambdaFunctionParameters?.InvocationType === 'FIRE_AND_FORGET') {
    await globe.eventTarget(row.target)?.deliver(globe, row.target, { body: payload, cause, caller });
    return new Set();
  }
  const failed = failedIdentifiers(await callFunction(pipe, row.target, payload));
  const places = events.flatMap((event, index) => (failed.has(identifierOf(event as PipeEvent)) ? [index] : []));
  // An identifier that is not in the batch makes the whole answer worthless.
  return places.length === failed.size ? new Set(places) : new Set(events.keys());
}

/** A template may make plain text; a function gets it as a JSON text. */
function asJson(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}

function failedIdentifiers(answer: string): ReadonlySet<string> {
  try {
    const value = JSON.parse(answer || 'null') as {
      readonly batchItemFailures?: readonly { readonly itemIdentifier?: string }[];
    } | null;
    return new Set((value?.batchItemFailures ?? []).map(({ itemIdentifier = '' }) => itemIdentifier));
  } catch {
    // A pipe takes any answer that is not about failures for success.
    return new Set();
  }
}

async function sendOneByOne(
  pipe: WorkingPipe,
  events: readonly unknown[],
  texts: readonly string[],
): Promise<ReadonlySet<number>> {
  const failed = new Set<number>();
  for (const [index, body] of texts.entries()) {
    try {
      await sendOne(pipe, events[index], body);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { causes } = pipe.globe;
      causes.begin('delivery', `pipe ${pipe.row.name}: the target refused: ${error.message}`, pipe.cause);
      failed.add(index);
    }
  }
  return failed;
}

async function sendOne({ row, globe, caller, cause }: WorkingPipe, event: unknown, body: string): Promise<void> {
  const target = globe.eventTarget(row.target);
  if (!target) throw new AwsError('ResourceNotFoundException', `${row.target} does not exist`);
  const { SqsQueueParameters: queue, KinesisStreamParameters: stream } = row.targetParameters;
  const text = (value: string) => dynamicText(value, event);
  await target.deliver(globe, row.target, {
    body,
    cause,
    caller,
    ...(queue?.MessageGroupId !== undefined && { groupId: text(queue.MessageGroupId) }),
    ...(queue?.MessageDeduplicationId !== undefined && { deduplicationId: text(queue.MessageDeduplicationId) }),
    parameters: {
      ...(stream?.PartitionKey !== undefined && { partitionKey: text(stream.PartitionKey) }),
      ...busParameters({ row }, text),
    },
  });
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html */
function busParameters({ row }: Pick<WorkingPipe, 'row'>, text: (value: string) => string): Record<string, string> {
  if (parseArn(row.target)?.service !== 'events') return {};
  const { Source, DetailType, Resources = [], Time } = row.targetParameters.EventBridgeEventBusParameters ?? {};
  return {
    source: text(Source ?? `Pipe ${row.name}`),
    'detail-type': text(DetailType ?? `Event from aws:${parseArn(row.source)?.service}`),
    resources: JSON.stringify(Resources.map(text)),
    ...(Time !== undefined && { time: text(Time) }),
  };
}
