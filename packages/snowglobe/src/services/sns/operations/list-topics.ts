import type { ListTopicsInput, ListTopicsResponse } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../page.ts';
import { topics } from '../tables.ts';

export const listTopics: Operation<ListTopicsInput, ListTopicsResponse> = (input, call) => {
  const rows = [...call.globe.store.collection(topics, call.scope).range()];
  const { items, ...more } = pageOf(rows, (row) => row.name, input.NextToken);
  return { Topics: items.map((row) => ({ TopicArn: row.arn })), ...more };
};
