import type { DeleteQueueRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { requireQueue } from '../queue.ts';
import { deduplications, queues, receiveAttempts, sequences } from '../tables.ts';

export const deleteQueue: Operation<DeleteQueueRequest, object> = (input, call) => {
  const { scope, row, messages } = requireQueue(input.QueueUrl ?? '', call);
  const { store } = call.globe;
  messages.clear();
  store.collection(deduplications, scope, row.name).clear();
  store.collection(receiveAttempts, scope, row.name).clear();
  store.collection(sequences, scope).delete(row.name);
  store.collection(queues, scope).delete(row.name);
  return {};
};
