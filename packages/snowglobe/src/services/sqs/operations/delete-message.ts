import type { DeleteMessageRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { deleteByHandle } from '../in-flight.ts';
import { requireQueue } from '../queue.ts';

export const deleteMessage: Operation<DeleteMessageRequest, object> = (input, call) => {
  const queue = requireQueue(input.QueueUrl ?? '', call);
  deleteByHandle(queue, input.ReceiptHandle ?? '', call.globe.clock.now());
  return {};
};
