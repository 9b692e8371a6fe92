import type { GetLogEventsRequest, GetLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { limits } from '../limits.ts';
import { eventsOf, groupReferred } from '../log-group.ts';
import { streamNamed } from '../log-stream.ts';
import { visibleFrom } from '../stored-events.ts';
import { readStreamPage } from '../stream-page.ts';

export const getLogEvents: Operation<GetLogEventsRequest, GetLogEventsResponse> = (input, call) => {
  const group = groupReferred(call, input);
  const { logStreamName } = streamNamed(call, group.logGroupName, input.logStreamName);
  const from = visibleFrom(call, group, input.startTime);
  const { events, forwardToken, backwardToken } = readStreamPage(
    eventsOf(call.globe, call.scope, group.logGroupName),
    { logStreamName, from, before: input.endTime },
    {
      nextToken: input.nextToken,
      limit: input.limit ?? limits.pageEvents,
      startFromHead: input.startFromHead ?? false,
    },
  );
  return {
    events: events.map(({ timestamp, message, ingestedAt }) => ({ timestamp, message, ingestionTime: ingestedAt })),
    nextForwardToken: forwardToken,
    nextBackwardToken: backwardToken,
  };
};
