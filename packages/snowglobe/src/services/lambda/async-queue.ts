import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { InvocationResult } from '../../contract/function-runner.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import {
  type AttemptEnd,
  afterAttempt,
  type Condition,
  deadLetterReason,
  destinationRecord,
  recordKey,
} from './async-invocation.ts';
import { latest, requireVersion } from './function.ts';
import { type FunctionAddress, functionArn } from './function-name.ts';
import { type LambdaRuntime, lambdaRuntime } from './lambda-runtime.ts';
import {
  type AsyncInvocationRow,
  asyncInvocations,
  type EventInvokeConfigRow,
  eventInvokeConfigs,
  functions,
  qualifiedKey,
  type VersionRow,
} from './tables.ts';

export interface AsyncRequest {
  readonly payload: string;
  readonly cause: CauseLink;
  readonly requestId: string;
  readonly clientContext?: string | undefined;
}

/** Takes an asynchronous invocation; joins the open step, and begins once it is committed. */
export function enqueueInvocation(globe: Globe, address: FunctionAddress, request: AsyncRequest): void {
  const now = globe.clock.now();
  const row: AsyncInvocationRow = {
    requestId: request.requestId,
    functionName: address.name,
    qualifier: address.qualifier,
    payload: request.payload,
    clientContext: request.clientContext,
    enqueuedAt: now,
    dueAt: now,
    attempts: 0,
    throttles: 0,
    cause: { id: request.cause.id, trace: request.cause.trace },
  };
  globe.store.collection(asyncInvocations, address.scope).put(row);
  schedule(globe, address.scope, row);
}

/** Puts the invocations that a restart found back on the scheduler. */
export function resumeInvocations(globe: Globe): void {
  for (const { scope, rows } of globe.store.everyCollection(asyncInvocations)) {
    for (const row of rows.range()) schedule(globe, scope, row);
  }
}

function schedule(globe: Globe, scope: Scope, row: AsyncInvocationRow): void {
  const label = `asynchronous invocation of ${row.functionName}`;
  const work = () => attempt(globe, scope, row.requestId);
  if (row.dueAt <= globe.clock.now()) globe.scheduler.soon(label, work);
  else globe.scheduler.at(row.dueAt, label, work);
}

async function attempt(globe: Globe, scope: Scope, requestId: string): Promise<void> {
  const row = globe.store.collection(asyncInvocations, scope).get(requestId);
  // Rolled back with the step that took it, or the globe was emptied.
  if (!row) return;
  const address: FunctionAddress = { scope, name: row.functionName, qualifier: row.qualifier };
  const runtime = lambdaRuntime(globe);
  const end = await runAttempt(globe, runtime, address, row);
  // The globe stops: the row stays as it is, and the attempt is made again after the next start.
  if (runtime.stopped) return;
  const config = configOf(globe, address);
  const move = afterAttempt(row, end, config, globe.clock.now());
  if (move.kind === 'over') await conclude(globe, address, row, end, move.condition);
  globe.store.step(globe.causes.begin('delivery', `asynchronous invocation of ${row.functionName}`, row.cause), () => {
    const rows = globe.store.collection(asyncInvocations, scope);
    if (move.kind === 'again') rows.put(move.row);
    else rows.delete(requestId);
  });
  if (move.kind === 'again') schedule(globe, scope, move.row);
}

async function runAttempt(
  globe: Globe,
  runtime: LambdaRuntime,
  address: FunctionAddress,
  row: AsyncInvocationRow,
): Promise<AttemptEnd> {
  try {
    const { payload, cause, requestId, clientContext } = row;
    const result = await runtime.invoke(address, { payload, cause, requestId, clientContext });
    return { kind: 'answered', result };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { message, options } = error;
    const status = options.status ?? 400;
    if (error.code === 'TooManyRequestsException') {
      const isStopped = globe.store.collection(functions, address.scope).get(address.name)?.reservedConcurrency === 0;
      return isStopped ? { kind: 'stopped', message } : { kind: 'throttled', status, message };
    }
    return status >= 500 ? { kind: 'throttled', status, message } : { kind: 'impossible', message };
  }
}

/** The settings of the qualifier that was invoked. */
function configOf(globe: Globe, { scope, name, qualifier }: FunctionAddress): EventInvokeConfigRow | undefined {
  return globe.store.collection(eventInvokeConfigs, scope).get(qualifiedKey(name, qualifier ?? latest));
}

async function conclude(
  globe: Globe,
  address: FunctionAddress,
  row: AsyncInvocationRow,
  end: AttemptEnd,
  condition: Condition,
): Promise<void> {
  const result = end.kind === 'answered' ? end.result : undefined;
  const config = configOf(globe, address);
  const version = findRunVersion(globe, address);
  const succeeded = condition === 'Success';
  const targets: Promise<void>[] = [];
  const destination = succeeded ? config?.onSuccessArn : config?.onFailureArn;
  if (destination && version) {
    targets.push(sendRecord(globe, address, { row, condition, result, version, destination }));
  }
  if (!succeeded && version?.deadLetterArn) targets.push(sendDeadLetter(globe, address.scope, row, version, end));
  for (const sent of await Promise.allSettled(targets)) {
    if (sent.status === 'rejected') noteRefusal(globe, row, sent.reason);
  }
}

function findRunVersion(globe: Globe, address: FunctionAddress): VersionRow | undefined {
  try {
    return requireVersion(globe, address);
  } catch {
    return undefined;
  }
}

/** AWS: the record is dropped (metric DestinationDeliveryFailures, DeadLetterErrors); here the journey shows why. */
function noteRefusal(globe: Globe, row: AsyncInvocationRow, reason: unknown): void {
  if (!(reason instanceof AwsError)) globe.reportFault(`the destination of ${row.functionName}`, reason);
  else globe.causes.begin('delivery', `destination of ${row.functionName} refused: ${reason.message}`, row.cause);
}

interface Conclusion {
  readonly row: AsyncInvocationRow;
  readonly condition: Condition;
  readonly result: InvocationResult | undefined;
  readonly version: VersionRow;
  readonly destination: string;
}

async function sendRecord(globe: Globe, address: FunctionAddress, conclusion: Conclusion): Promise<void> {
  const { row, condition, result, version, destination } = conclusion;
  const invokedArn = functionArn({ ...address, qualifier: address.qualifier ?? latest });
  const attempts = row.attempts + (result ? 1 : 0);
  const record = destinationRecord({
    row,
    functionArn: invokedArn,
    condition,
    attempts,
    result,
    now: globe.clock.now(),
  });
  const target = globe.eventTarget(destination);
  if (!target) throw new AwsError('InvalidParameterValueException', `${destination} cannot be a destination here`);
  const success = condition === 'Success';
  await target.deliver(globe, destination, {
    body: JSON.stringify(record),
    cause: row.cause,
    caller: globe.assumeRole(version.role, 'lambda.amazonaws.com', row.functionName),
    // For an event bus: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    parameters: {
      source: 'lambda',
      'detail-type': `Lambda Function Invocation Result - ${success ? 'Success' : 'Failure'}`,
      resources: JSON.stringify([destination, invokedArn]),
      // For a bucket.
      key: recordKey(row.functionName, globe.clock.now(), globe.random.uuid()),
    },
  });
}

/** The event itself, with what went wrong as message attributes. */
async function sendDeadLetter(
  globe: Globe,
  scope: Scope,
  row: AsyncInvocationRow,
  version: VersionRow,
  end: AttemptEnd,
): Promise<void> {
  const target = parseArn(version.deadLetterArn ?? '');
  if (!target) return;
  const { code, message } = deadLetterReason(end);
  const text = (value: string) => ({ DataType: 'String', StringValue: value });
  const MessageAttributes = {
    RequestID: text(row.requestId),
    ErrorCode: { DataType: 'Number', StringValue: String(code) },
    ErrorMessage: text(message.slice(0, 1024)),
  };
  const queue = target.service === 'sqs';
  await globe.call({
    service: target.service,
    operation: queue ? 'SendMessage' : 'Publish',
    input: queue
      ? {
          QueueUrl: `${globe.endpoint}/${target.account}/${target.resource}`,
          MessageBody: row.payload,
          MessageAttributes,
        }
      : { TopicArn: version.deadLetterArn, Message: row.payload, MessageAttributes },
    scope: { account: scope.account, region: target.region },
    caller: globe.assumeRole(version.role, 'lambda.amazonaws.com', row.functionName),
    cause: row.cause,
  });
}
