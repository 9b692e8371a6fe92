import type { RemovePermissionInput } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { putTopic, requireTopic } from '../topic.ts';
import { withoutPermission } from '../topic-policy.ts';

export const removePermission: Operation<RemovePermissionInput, object> = (input, call) => {
  const topic = requireTopic(call, input.TopicArn);
  const { row } = topic;
  const Policy = withoutPermission(row, input.Label ?? '');
  putTopic(call.globe, topic, { ...row, attributes: { ...row.attributes, Policy } });
  return {};
};
