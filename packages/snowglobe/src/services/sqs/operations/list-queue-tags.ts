import type { ListQueueTagsRequest, ListQueueTagsResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { requireQueue } from '../queue.ts';

export const listQueueTags: Operation<ListQueueTagsRequest, ListQueueTagsResult> = (input, call) => {
  const { tags } = requireQueue(input.QueueUrl ?? '', call).row;
  return Object.keys(tags).length === 0 ? {} : { Tags: { ...tags } };
};
