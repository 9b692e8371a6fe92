import type { ListTagsOfResourceInput, ListTagsOfResourceOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { tableOfArn } from '../tagged-table.ts';

/** All tags on one page: a table has at most 50. */
export const listTagsOfResource: Operation<ListTagsOfResourceInput, ListTagsOfResourceOutput> = (input, call) => ({
  Tags: tableOfArn(call, input.ResourceArn as string).row.tags.map((tag) => ({ ...tag })),
});
