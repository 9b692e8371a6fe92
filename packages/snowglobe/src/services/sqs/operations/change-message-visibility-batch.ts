import type { ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { checkEntries, eachEntry } from '../batch.ts';
import { missingParameter } from '../errors.ts';
import { changeVisibility } from '../in-flight.ts';
import { requireQueue } from '../queue.ts';

export const changeMessageVisibilityBatch: Operation<
  ChangeMessageVisibilityBatchRequest,
  ChangeMessageVisibilityBatchResult
> = (input, call) => {
  const queue = requireQueue(input.QueueUrl ?? '', call);
  const entries = checkEntries(input.Entries, 'ChangeMessageVisibilityBatchRequestEntry');
  return eachEntry(entries, (entry) => {
    if (entry.VisibilityTimeout === undefined) throw missingParameter('VisibilityTimeout');
    changeVisibility(queue, entry.ReceiptHandle ?? '', entry.VisibilityTimeout, call.globe.clock.now());
    return { Id: entry.Id };
  });
};
