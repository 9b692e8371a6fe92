import type { GetQueueAttributesRequest, GetQueueAttributesResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { unknownAttribute } from '../errors.ts';
import { requireQueue } from '../queue.ts';
import { isAttributeName, readAttributes } from '../read-attributes.ts';

export const getQueueAttributes: Operation<GetQueueAttributesRequest, GetQueueAttributesResult> = (input, call) => {
  const queue = requireQueue(input.QueueUrl ?? '', call);
  const wanted: readonly string[] = input.AttributeNames ?? [];
  const unknown = wanted.find((name) => name !== 'All' && !isAttributeName(name));
  if (unknown !== undefined) throw unknownAttribute(unknown);
  if (wanted.length === 0) return {};
  const all = Object.entries(readAttributes(call.globe, queue));
  const chosen = wanted.includes('All') ? all : all.filter(([name]) => wanted.includes(name));
  return chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) };
};
