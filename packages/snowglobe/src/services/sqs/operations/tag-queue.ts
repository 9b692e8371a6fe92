import type { TagQueueRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { requireQueue } from '../queue.ts';
import { checkTags } from '../queue-tags.ts';
import { queues } from '../tables.ts';

export const tagQueue: Operation<TagQueueRequest, object> = (input, call) => {
  const { scope, row } = requireQueue(input.QueueUrl ?? '', call);
  call.globe.store.collection(queues, scope).put({ ...row, tags: checkTags(row.tags, input.Tags ?? {}) });
  return {};
};
