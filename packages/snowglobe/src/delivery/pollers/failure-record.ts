import type { StreamRecord } from '../../contract/event-source.ts';
import type { InvocationResult } from '../../contract/function-runner.ts';

export interface FailedBatch {
  readonly streamArn: string;
  readonly shardId: string;
  /** `KinesisBatchInfo`, `DDBStreamBatchInfo`. */
  readonly batchInfoName: string;
  readonly records: readonly StreamRecord[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly invokeCount: number;
  /** Of the last invocation; absent when there was none. */
  readonly result?: InvocationResult | undefined;
}

const instant = (at: number | undefined) => new Date(at ?? 0).toISOString();

/**
 * What an on-failure destination is told of a batch that was given up on: where its records are, not what they are.
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export function failureRecord(
  batch: FailedBatch,
  functionArn: string,
  requestId: string,
  now: number,
): Record<string, unknown> {
  const { result } = batch;
  return {
    requestContext: {
      requestId: result?.requestId ?? requestId,
      functionArn,
      condition: batch.condition,
      approximateInvokeCount: batch.invokeCount,
    },
    responseContext: result
      ? {
          statusCode: 200,
          executedVersion: result.executedVersion,
          ...(result.functionError === undefined ? {} : { functionError: result.functionError }),
        }
      : null,
    ...batchInfo(batch, now),
  };
}

/** Which records of which stream a failure is about. */
export function batchInfo(batch: FailedBatch, now: number): Record<string, unknown> {
  const { records } = batch;
  const [first, last] = [records[0], records.at(-1)];
  return {
    version: '1.0',
    timestamp: instant(now),
    [batch.batchInfoName]: {
      shardId: batch.shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: instant(first?.arrivedAt),
      approximateArrivalOfLastRecord: instant(last?.arrivedAt),
      batchSize: records.length,
      streamArn: batch.streamArn,
    },
  };
}

/** The event of a batch, as a function gets it. */
export function eventPayload(records: readonly { readonly event: unknown }[]): string {
  return JSON.stringify({ Records: records.map((record) => record.event) });
}
