import type { ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../page.ts';
import { requireQueue, urlForCaller } from '../queue.ts';
import { redrivePolicy } from '../redrive.ts';
import { queues } from '../tables.ts';

export const listDeadLetterSourceQueues: Operation<
  ListDeadLetterSourceQueuesRequest,
  ListDeadLetterSourceQueuesResult
> = (input, call) => {
  const { scope, row } = requireQueue(input.QueueUrl ?? '', call);
  const sources = [...call.globe.store.collection(queues, scope).range()].filter(
    (queue) => redrivePolicy(queue)?.deadLetterTargetArn === row.arn,
  );
  const { items, nextToken } = pageOf(
    sources.map((queue) => queue.name),
    input.MaxResults,
    input.NextToken,
  );
  const queueUrls = items.map((name) => urlForCaller(call, { scope, name }));
  return { queueUrls, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
};
