import type { TagLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed, groupsOf } from '../log-group.ts';

export const tagLogGroup: Operation<TagLogGroupRequest, object> = (input, call) => {
  const group = groupNamed(call, input.logGroupName);
  groupsOf(call.globe, call.scope).put({ ...group, tags: { ...group.tags, ...input.tags } });
  return {};
};
