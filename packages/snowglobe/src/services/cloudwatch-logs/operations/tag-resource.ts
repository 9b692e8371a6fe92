import type { TagResourceRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed, groupNameOf, groupsOf } from '../log-group.ts';

export const tagResource: Operation<TagResourceRequest, object> = (input, call) => {
  const group = groupNamed(call, groupNameOf(input.resourceArn ?? ''));
  groupsOf(call.globe, call.scope).put({ ...group, tags: { ...group.tags, ...input.tags } });
  return {};
};
