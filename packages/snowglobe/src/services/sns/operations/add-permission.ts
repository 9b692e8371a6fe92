import type { AddPermissionInput } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { putTopic, requireTopic } from '../topic.ts';
import { withPermission } from '../topic-policy.ts';

export const addPermission: Operation<AddPermissionInput, object> = (input, call) => {
  const topic = requireTopic(call, input.TopicArn);
  const { row } = topic;
  const Policy = withPermission(row, input.Label ?? '', input.AWSAccountId ?? [], input.ActionName ?? []);
  putTopic(call.globe, topic, { ...row, attributes: { ...row.attributes, Policy } });
  return {};
};
