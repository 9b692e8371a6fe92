import type { PutLogEventsRequest, PutLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { type AcceptedEvent, checkBatch } from '../event-batch.ts';
import { eventsOf, groupNamed, groupsOf, retainedFrom, streamsOf } from '../log-group.ts';
import { streamNamed, uploadSequenceToken } from '../log-stream.ts';
import { forgetExpired } from '../stored-events.ts';
import type { LogStreamRow } from '../tables.ts';

export const putLogEvents: Operation<PutLogEventsRequest, PutLogEventsResponse> = (input, call) => {
  const { globe, scope } = call;
  const now = globe.clock.now();
  const group = groupNamed(call, input.logGroupName);
  const { logGroupName } = group;
  const stream = streamNamed(call, logGroupName, input.logStreamName);
  const batch = checkBatch(input.logEvents ?? [], now, retainedFrom(group, now));
  const rows = eventsOf(globe, scope, logGroupName);
  const cause = { id: call.cause.id, trace: call.cause.trace };
  let number = stream.eventCount;
  for (const { timestamp, message } of batch.accepted) {
    const { logStreamName } = stream;
    rows.put({ logStreamName, number: number++, timestamp, ingestedAt: now, message, cause });
  }
  const written = afterWrite(stream, batch.accepted, number, now);
  streamsOf(globe, scope, logGroupName).put(written);
  groupsOf(globe, scope).put({ ...group, storedBytes: group.storedBytes + batch.bytes });
  forgetExpired(call, logGroupName);
  return {
    nextSequenceToken: uploadSequenceToken(written),
    ...(batch.rejected && { rejectedLogEventsInfo: batch.rejected }),
  };
};

function afterWrite(
  stream: LogStreamRow,
  accepted: readonly AcceptedEvent[],
  eventCount: number,
  now: number,
): LogStreamRow {
  const first = accepted[0];
  const last = accepted.at(-1);
  if (!first || !last) return stream;
  return {
    ...stream,
    eventCount,
    firstEventAt: Math.min(stream.firstEventAt ?? first.timestamp, first.timestamp),
    lastEventAt: Math.max(stream.lastEventAt ?? last.timestamp, last.timestamp),
    lastIngestionAt: now,
  };
}
