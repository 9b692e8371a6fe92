import type { ListQueuesRequest, ListQueuesResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../page.ts';
import { urlForCaller } from '../queue.ts';
import { queues } from '../tables.ts';

export const listQueues: Operation<ListQueuesRequest, ListQueuesResult> = (input, call) => {
  const rows = call.globe.store.collection(queues, call.scope).range({ prefix: input.QueueNamePrefix ?? '' });
  const names = [...rows].map((row) => row.name);
  const { items, nextToken } = pageOf(names, input.MaxResults, input.NextToken);
  const urls = items.map((name) => urlForCaller(call, { scope: call.scope, name }));
  return {
    ...(urls.length === 0 ? {} : { QueueUrls: urls }),
    ...(nextToken === undefined ? {} : { NextToken: nextToken }),
  };
};
