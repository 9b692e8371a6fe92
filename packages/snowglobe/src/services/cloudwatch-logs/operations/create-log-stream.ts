import type { CreateLogStreamRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { logStreamTaken } from '../errors.ts';
import { groupNamed, streamsOf } from '../log-group.ts';

export const createLogStream: Operation<CreateLogStreamRequest, object> = (input, call) => {
  const { logGroupName } = groupNamed(call, input.logGroupName);
  const logStreamName = input.logStreamName ?? '';
  const rows = streamsOf(call.globe, call.scope, logGroupName);
  if (rows.has(logStreamName)) throw logStreamTaken();
  rows.put({ logStreamName, createdAt: call.globe.clock.now(), eventCount: 0 });
  return {};
};
