import type { PurgeQueueRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { purgeInProgress } from '../errors.ts';
import { purgeIntervalMs } from '../limits.ts';
import { requireQueue } from '../queue.ts';
import { queues } from '../tables.ts';

export const purgeQueue: Operation<PurgeQueueRequest, object> = (input, call) => {
  const { scope, row, messages } = requireQueue(input.QueueUrl ?? '', call);
  const now = call.globe.clock.now();
  if (row.purgedAt !== undefined && now - row.purgedAt < purgeIntervalMs) throw purgeInProgress(row.name);
  // Differs from AWS: what was there is gone at once, not within 60 seconds.
  messages.clear();
  call.globe.store.collection(queues, scope).put({ ...row, purgedAt: now });
  return {};
};
