import type { TagResourceInput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { validation } from '../errors.ts';
import { saveTable } from '../table.ts';
import { tableArn, tableAt } from '../tagged-table.ts';
import { checkedTags, mergedTags } from '../tags.ts';

export const tagResource: Operation<TagResourceInput, object> = (input, call) => {
  const place = tableArn(input.ResourceArn as string);
  if (!input.Tags?.length) throw validation('Atleast one Tag needs to be provided as Input.');
  const table = tableAt(call, place);
  saveTable(table, { ...table.row, tags: mergedTags(table.row.tags, checkedTags(input.Tags)) });
  return {};
};
