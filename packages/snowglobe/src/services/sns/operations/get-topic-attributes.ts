import type { GetTopicAttributesInput, GetTopicAttributesResponse } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { requireTopic } from '../topic.ts';
import { readAttributes } from '../topic-attributes.ts';

export const getTopicAttributes: Operation<GetTopicAttributesInput, GetTopicAttributesResponse> = (input, call) => ({
  Attributes: readAttributes(call.globe, requireTopic(call, input.TopicArn)),
});
