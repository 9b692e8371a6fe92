import type { PutEventsRequest, PutEventsResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { unsupported, validation } from '../errors.ts';
import { entryBytes } from '../event.ts';
import { limits } from '../limits.ts';
import { putEntry } from '../put-entry.ts';
import { forwardedEvent } from '../targets/forward.ts';

export const putEvents: Operation<PutEventsRequest, PutEventsResponse> = (input, call) => {
  if (input.EndpointId !== undefined) throw unsupported('EndpointId');
  const entries = input.Entries ?? [];
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  const isOwn = entries.some((entry) => forwardedEvent(entry) === undefined);
  if (isOwn && bytes > limits.putEventsBytes) {
    throw validation('Total size of the entries in the request is over the limit.');
  }
  const results = entries.map((entry) => putEntry(entry, call));
  const FailedEntryCount = results.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
  return { FailedEntryCount, Entries: results };
};
