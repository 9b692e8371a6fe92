import { describeError, type Log } from '../log.ts';

/** What a stream mapping reads of the answer: it tries again from the lowest of these sequence numbers. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

export interface BatchWork<R> {
  readonly sequenceNumberOf: (record: R) => string;
  /** Records of one lane are processed one after the other, lanes side by side. */
  readonly laneOf: (record: R) => string;
  readonly process: (record: R) => Promise<void>;
  readonly log: Log;
}

/** Processes a batch. A lane stops at its first failure, which is reported by sequence number. */
export async function processBatch<R>(records: readonly R[], work: BatchWork<R>): Promise<BatchResponse> {
  const lanes = new Map<string, R[]>();
  for (const record of records) {
    const lane = work.laneOf(record);
    lanes.set(lane, [...(lanes.get(lane) ?? []), record]);
  }
  const failures = await Promise.all([...lanes.values()].map((lane) => firstFailure(lane, work)));
  return {
    batchItemFailures: failures.flatMap((failed) => (failed === undefined ? [] : [{ itemIdentifier: failed }])),
  };
}

async function firstFailure<R>(lane: readonly R[], work: BatchWork<R>): Promise<string | undefined> {
  for (const record of lane) {
    try {
      await work.process(record);
    } catch (error) {
      const sequenceNumber = work.sequenceNumberOf(record);
      work.log('a record failed', { sequenceNumber, ...describeError(error) });
      return sequenceNumber;
    }
  }
  return undefined;
}
