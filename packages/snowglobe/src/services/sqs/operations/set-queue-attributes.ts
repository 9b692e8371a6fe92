import type { SetQueueAttributesRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { invalidAttributeValue } from '../errors.ts';
import { requireQueue } from '../queue.ts';
import { checkAttributes, withAttributes } from '../queue-attributes.ts';
import { queues } from '../tables.ts';

export const setQueueAttributes: Operation<SetQueueAttributesRequest, object> = (input, call) => {
  const { scope, row } = requireQueue(input.QueueUrl ?? '', call);
  const given: Record<string, string> = { ...input.Attributes };
  checkAttributes(given, { address: { scope, name: row.name }, fifo: row.fifo, globe: call.globe });
  if (given.FifoQueue !== undefined && given.FifoQueue !== 'true') throw invalidAttributeValue('FifoQueue');
  call.globe.store.collection(queues, scope).put({
    ...row,
    attributes: withAttributes(row.attributes, given),
    modifiedAt: call.globe.clock.now(),
  });
  return {};
};
