import type { SetTopicAttributesInput } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { putTopic, requireTopic } from '../topic.ts';
import { checkTopicAttribute, withAttributes } from '../topic-attributes.ts';
import { defaultPolicy } from '../topic-policy.ts';

export const setTopicAttributes: Operation<SetTopicAttributesInput, object> = (input, call) => {
  const topic = requireTopic(call, input.TopicArn);
  const { row, scope } = topic;
  const name = input.AttributeName ?? '';
  // AWS: a topic without a policy gets the default one back.
  const isReset = name === 'Policy' && !input.AttributeValue;
  const value = isReset ? defaultPolicy(row.arn, scope.account) : (input.AttributeValue ?? '');
  if (!isReset) checkTopicAttribute(name, value, row.fifo);
  putTopic(call.globe, topic, { ...row, attributes: withAttributes(row.attributes, { [name]: value }) });
  return {};
};
