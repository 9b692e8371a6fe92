import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs';
import { AwsError } from '../../contract/aws-error.ts';
import { emptyBatch, entryIdsNotDistinct, invalidEntryId, tooManyEntries } from './errors.ts';
import { batchLimits } from './limits.ts';

interface Entry {
  readonly Id: string | undefined;
}

const idPattern = /^[A-Za-z0-9_-]{1,80}$/;

/** Checks the rules that every batch operation shares. */
export function checkEntries<E extends Entry>(entries: readonly E[] | undefined, entryShape: string): readonly E[] {
  if (!entries || entries.length === 0) throw emptyBatch(entryShape);
  if (entries.length > batchLimits.maximumEntries) throw tooManyEntries(batchLimits.maximumEntries, entries.length);
  const seen = new Set<string>();
  for (const { Id: id } of entries) {
    if (id === undefined || !idPattern.test(id)) throw invalidEntryId();
    if (seen.has(id)) throw entryIdsNotDistinct(id);
    seen.add(id);
  }
  return entries;
}

export interface BatchOutcome<Result> {
  readonly Successful: Result[];
  readonly Failed: BatchResultErrorEntry[];
}

/** Does each entry by itself: what one entry caused fails that entry only. */
export function eachEntry<E extends Entry, Result>(
  entries: readonly E[],
  work: (entry: E) => Result,
): BatchOutcome<Result> {
  const outcome: BatchOutcome<Result> = { Successful: [], Failed: [] };
  for (const entry of entries) {
    try {
      outcome.Successful.push(work(entry));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      outcome.Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return outcome;
}
