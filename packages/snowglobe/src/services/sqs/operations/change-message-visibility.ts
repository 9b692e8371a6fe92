import type { ChangeMessageVisibilityRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { missingParameter } from '../errors.ts';
import { changeVisibility } from '../in-flight.ts';
import { requireQueue } from '../queue.ts';

export const changeMessageVisibility: Operation<ChangeMessageVisibilityRequest, object> = (input, call) => {
  const queue = requireQueue(input.QueueUrl ?? '', call);
  if (input.VisibilityTimeout === undefined) throw missingParameter('VisibilityTimeout');
  changeVisibility(queue, input.ReceiptHandle ?? '', input.VisibilityTimeout, call.globe.clock.now());
  return {};
};
