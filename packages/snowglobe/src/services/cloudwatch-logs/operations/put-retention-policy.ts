import type { PutRetentionPolicyRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed, groupsOf } from '../log-group.ts';
import { checkedRetention } from '../retention.ts';
import { forgetExpired } from '../stored-events.ts';

export const putRetentionPolicy: Operation<PutRetentionPolicyRequest, object> = (input, call) => {
  const group = groupNamed(call, input.logGroupName);
  groupsOf(call.globe, call.scope).put({ ...group, retentionDays: checkedRetention(input.retentionInDays) });
  forgetExpired(call, group.logGroupName);
  return {};
};
