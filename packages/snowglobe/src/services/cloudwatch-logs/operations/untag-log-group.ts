import type { UntagLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed, groupsOf } from '../log-group.ts';
import { withoutTags } from '../tags.ts';

export const untagLogGroup: Operation<UntagLogGroupRequest, object> = (input, call) => {
  const group = groupNamed(call, input.logGroupName);
  groupsOf(call.globe, call.scope).put({ ...group, tags: withoutTags(group.tags, input.tags) });
  return {};
};
