import type { GetItemInput, GetItemOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import type { Item } from '../attribute-value.ts';
import { consumedCapacity, noUnits, readUnits } from '../capacity.ts';
import { Placeholders } from '../expressions/compiled.ts';
import { projectItem } from '../expressions/projection.ts';
import { keyOfRequest } from '../item-key.ts';
import { requireExpressions, requireOneStyle } from '../legacy/parameter-styles.ts';
import { asRecord, readProjection } from '../read-projection.ts';
import { requireScalarKeys } from '../selection.ts';
import { openTable } from '../table.ts';
import { checkedItem } from '../value-check.ts';

const expressions = ['ProjectionExpression'];

export const getItem: Operation<GetItemInput, GetItemOutput> = (input, call) => {
  requireOneStyle(input, ['AttributesToGet'], expressions);
  requireExpressions(input, expressions, expressions);
  const givenKey = checkedItem(input.Key as Item);
  const placeholders = new Placeholders(input.ExpressionAttributeNames, undefined);
  const projection = readProjection(input, placeholders);
  placeholders.requireAllUsed();
  const table = openTable(call, input.TableName as string);
  if (projection) requireScalarKeys(table, projection.paths);
  const row = table.items.get(keyOfRequest(table.shape.key, givenKey));
  const capacity =
    input.ReturnConsumedCapacity &&
    consumedCapacity(input.ReturnConsumedCapacity, table.row.name, {
      ...noUnits(),
      table: readUnits(row?.bytes ?? 0, input.ConsistentRead === true),
    });
  return {
    ...(row && { Item: asRecord(projection ? projectItem(row.item, projection.root) : row.item) }),
    ...(capacity && { ConsumedCapacity: capacity }),
  };
};
