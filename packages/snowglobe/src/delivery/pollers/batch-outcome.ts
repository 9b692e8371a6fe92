import type { StreamRecord } from '../../contract/event-source.ts';
import type { CheckpointRow } from '../tables.ts';
import type { StreamBatch } from './stream-batch.ts';

/** The settings of a mapping that say what follows a failure. */
export interface FailureRules {
  /** -1: no limit. */
  readonly maximumRetryAttempts: number;
  readonly bisectBatchOnFunctionError: boolean;
}

/** What follows an invocation. */
export interface Outcome {
  readonly checkpoint: CheckpointRow;
  /** Records that are given up on. */
  readonly discarded: readonly StreamRecord[];
  /** How often the discarded batch was tried. */
  readonly invokeCount: number;
  /** Failures that the wait before the next try is reckoned by; 0: none. */
  readonly failures: number;
}

/** The checkpoint when everything up to a position is done. */
function advanced(checkpoint: CheckpointRow, position: string): CheckpointRow {
  const reached = checkpoint.batchEnds.indexOf(position);
  return { ...checkpoint, position, attempts: 0, batchEnds: checkpoint.batchEnds.slice(reached + 1) };
}

/** The whole batch is done. */
export function succeeded(checkpoint: CheckpointRow, batch: StreamBatch): Outcome {
  return { checkpoint: endOf(checkpoint, batch), discarded: [], invokeCount: 0, failures: 0 };
}

function endOf(checkpoint: CheckpointRow, batch: StreamBatch): CheckpointRow {
  const next = advanced(checkpoint, batch.position);
  return batch.finished && next.batchEnds.length === 0 ? { ...next, finished: true } : next;
}

/** Batch ends with one more in front, unless it is there already. */
const withEnd = (ends: readonly string[], end: string) => (ends[0] === end ? ends : [end, ...ends]);

/**
 * The batch failed from one of its records on (0: the whole batch). What came before is done. The rest is cut in two, tried again
 * as it is, or given up on when its retries are used up. Cutting does not count as a retry.
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export function failed(
  checkpoint: CheckpointRow,
  batch: StreamBatch,
  failedIndex: number,
  rules: FailureRules,
): Outcome {
  const last = batch.records.at(-1)?.sequenceNumber ?? batch.position;
  const rest = batch.records.slice(failedIndex);
  const doneUntil = batch.records[failedIndex - 1]?.sequenceNumber;
  if (doneUntil !== undefined) {
    const batchEnds = withEnd(checkpoint.batchEnds, last);
    return {
      checkpoint: { ...checkpoint, position: doneUntil, attempts: 1, batchEnds },
      discarded: [],
      invokeCount: 1,
      failures: 1,
    };
  }
  if (rules.bisectBatchOnFunctionError && rest.length > 1) return bisected(checkpoint, rest, last);
  const attempts = checkpoint.attempts + 1;
  if (rules.maximumRetryAttempts >= 0 && attempts > rules.maximumRetryAttempts) {
    return { checkpoint: endOf(checkpoint, batch), discarded: rest, invokeCount: attempts, failures: 0 };
  }
  const batchEnds = withEnd(checkpoint.batchEnds, last);
  return {
    checkpoint: { ...checkpoint, attempts, batchEnds },
    discarded: [],
    invokeCount: attempts,
    failures: attempts,
  };
}

function bisected(checkpoint: CheckpointRow, records: readonly StreamRecord[], last: string): Outcome {
  const middle = records[Math.ceil(records.length / 2) - 1]?.sequenceNumber ?? last;
  const batchEnds = [middle, ...withEnd(checkpoint.batchEnds, last)];
  return { checkpoint: { ...checkpoint, batchEnds }, discarded: [], invokeCount: 0, failures: 1 };
}

/** The first records of a batch are too old: they are given up on, the others are tried. */
export function tooOld(checkpoint: CheckpointRow, batch: StreamBatch, count: number): Outcome {
  const discarded = batch.records.slice(0, count);
  const invokeCount = checkpoint.attempts;
  const whole = count === batch.records.length;
  const next = whole
    ? endOf(checkpoint, batch)
    : { ...checkpoint, position: discarded.at(-1)?.sequenceNumber ?? checkpoint.position };
  return { checkpoint: next, discarded, invokeCount, failures: 0 };
}
