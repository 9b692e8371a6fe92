import type { DeleteLogStreamRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { eventsOf, groupNamed, streamsOf } from '../log-group.ts';
import { streamNamed } from '../log-stream.ts';
import { deleteEvents } from '../stored-events.ts';
import { streamPrefix } from '../tables.ts';

export const deleteLogStream: Operation<DeleteLogStreamRequest, object> = (input, call) => {
  const { globe, scope } = call;
  const group = groupNamed(call, input.logGroupName);
  const { logStreamName } = streamNamed(call, group.logGroupName, input.logStreamName);
  const events = eventsOf(globe, scope, group.logGroupName);
  deleteEvents(call, group, [...events.rangeBy('byStream', { prefix: streamPrefix(logStreamName) })]);
  streamsOf(globe, scope, group.logGroupName).delete(logStreamName);
  return {};
};
