import type { UntagResourceRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed, groupNameOf, groupsOf } from '../log-group.ts';
import { withoutTags } from '../tags.ts';

export const untagResource: Operation<UntagResourceRequest, object> = (input, call) => {
  const group = groupNamed(call, groupNameOf(input.resourceArn ?? ''));
  groupsOf(call.globe, call.scope).put({ ...group, tags: withoutTags(group.tags, input.tagKeys) });
  return {};
};
