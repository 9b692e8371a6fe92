import type { UntagResourceInput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { validation } from '../errors.ts';
import { saveTable } from '../table.ts';
import { tableArn, tableAt } from '../tagged-table.ts';

export const untagResource: Operation<UntagResourceInput, object> = (input, call) => {
  const keys = input.TagKeys ?? [];
  const place = tableArn(input.ResourceArn as string);
  if (keys.length === 0) throw validation('Atleast one Tag Key needs to be provided as Input.');
  const table = tableAt(call, place);
  saveTable(table, { ...table.row, tags: table.row.tags.filter(({ Key }) => !keys.includes(Key)) });
  return {};
};
