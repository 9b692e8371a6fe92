import type { UntagQueueRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { requireQueue } from '../queue.ts';
import { queues } from '../tables.ts';

export const untagQueue: Operation<UntagQueueRequest, object> = (input, call) => {
  const { scope, row } = requireQueue(input.QueueUrl ?? '', call);
  const gone = new Set(input.TagKeys);
  const tags = Object.fromEntries(Object.entries(row.tags).filter(([key]) => !gone.has(key)));
  call.globe.store.collection(queues, scope).put({ ...row, tags });
  return {};
};
