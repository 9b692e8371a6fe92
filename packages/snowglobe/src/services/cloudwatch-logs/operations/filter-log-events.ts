import type {
  FilteredLogEvent,
  FilterLogEventsRequest,
  FilterLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { checkedPattern } from '../checked-pattern.ts';
import { prefixAndNames } from '../errors.ts';
import { eventId } from '../event-id.ts';
import { limits } from '../limits.ts';
import { eventsOf, groupReferred } from '../log-group.ts';
import { keyOfToken, tokenOf } from '../page-token.ts';
import { visibleFrom } from '../stored-events.ts';
import { instantKey, logEvents } from '../tables.ts';

export const filterLogEvents: Operation<FilterLogEventsRequest, FilterLogEventsResponse> = (input, call) => {
  if (input.logStreamNames && input.logStreamNamePrefix !== undefined) throw prefixAndNames();
  const group = groupReferred(call, input);
  const matches = checkedPattern(input.filterPattern);
  const inStream = streamTest(input);
  const after = keyOfToken(input.nextToken);
  const limit = input.limit ?? limits.pageEvents;
  const rows = eventsOf(call.globe, call.scope, group.logGroupName).range({
    ...(after === undefined ? { from: instantKey(visibleFrom(call, group, input.startTime)) } : { after }),
    ...(input.endTime !== undefined && { before: instantKey(input.endTime + 1) }),
  });
  const events: FilteredLogEvent[] = [];
  let last = '';
  for (const row of rows) {
    if (!inStream(row.logStreamName) || !matches(row.message)) continue;
    if (events.length === limit) return { events, searchedLogStreams: [], nextToken: tokenOf(last) };
    const { logStreamName, timestamp, message, ingestedAt } = row;
    const id = eventId(group.logGroupName, row);
    events.push({ logStreamName, timestamp, message, ingestionTime: ingestedAt, eventId: id });
    last = logEvents.key(row);
  }
  return { events, searchedLogStreams: [] };
};

function streamTest(input: FilterLogEventsRequest): (logStreamName: string) => boolean {
  const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
  if (names) return (name) => names.includes(name);
  return prefix === undefined ? () => true : (name) => name.startsWith(prefix);
}
