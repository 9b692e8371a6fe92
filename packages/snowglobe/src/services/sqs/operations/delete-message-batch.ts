import type { DeleteMessageBatchRequest, DeleteMessageBatchResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { checkEntries, eachEntry } from '../batch.ts';
import { deleteByHandle } from '../in-flight.ts';
import { requireQueue } from '../queue.ts';

export const deleteMessageBatch: Operation<DeleteMessageBatchRequest, DeleteMessageBatchResult> = (input, call) => {
  const queue = requireQueue(input.QueueUrl ?? '', call);
  const entries = checkEntries(input.Entries, 'DeleteMessageBatchRequestEntry');
  return eachEntry(entries, (entry) => {
    deleteByHandle(queue, entry.ReceiptHandle ?? '', call.globe.clock.now());
    return { Id: entry.Id };
  });
};
