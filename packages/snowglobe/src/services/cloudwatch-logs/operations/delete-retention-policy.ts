import type { DeleteRetentionPolicyRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed, groupsOf } from '../log-group.ts';

export const deleteRetentionPolicy: Operation<DeleteRetentionPolicyRequest, object> = (input, call) => {
  const { retentionDays: _retention, ...group } = groupNamed(call, input.logGroupName);
  groupsOf(call.globe, call.scope).put(group);
  return {};
};
