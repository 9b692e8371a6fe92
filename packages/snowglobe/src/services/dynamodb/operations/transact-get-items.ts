import type {
  ConsumedCapacity,
  TransactGetItem,
  TransactGetItemsInput,
  TransactGetItemsOutput,
} from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Call, Operation } from '../../../contract/operation.ts';
import { consumedCapacity, noUnits, readUnits } from '../capacity.ts';
import { type CancellationReason, transactionCanceled, validation } from '../errors.ts';
import { Placeholders } from '../expressions/compiled.ts';
import { type Projection, projectItem } from '../expressions/projection.ts';
import { keyOfRequest } from '../item-key.ts';
import { requireExpressions } from '../legacy/parameter-styles.ts';
import { limits } from '../limits.ts';
import { asRecord, readProjection } from '../read-projection.ts';
import { openTable, type Table } from '../table.ts';
import type { ItemRow } from '../tables.ts';
import { checkedItem } from '../value-check.ts';

interface LocatedGet {
  readonly table: Table;
  readonly key: string;
  readonly row: ItemRow | undefined;
  readonly projection: Projection | undefined;
}

const expressions = ['ProjectionExpression'];

export const transactGetItems: Operation<TransactGetItemsInput, TransactGetItemsOutput> = (input, call) => {
  const gets = (input.TransactItems ?? []).map(prepared);
  const located: LocatedGet[] = [];
  const reasons = gets.map((get): CancellationReason => {
    try {
      located.push(get(call));
      return { Code: 'None' };
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ValidationException') throw error;
      return { Code: 'ValidationError', Message: error.message };
    }
  });
  if (reasons.some(({ Code }) => Code !== 'None')) throw transactionCanceled(reasons);
  if (new Set(located.map(({ table, key }) => `${table.row.id} ${key}`)).size < located.length) {
    throw validation('Transaction request cannot include multiple operations on one item');
  }
  const bytes = located.reduce((sum, { row }) => sum + (row?.bytes ?? 0), 0);
  if (bytes > limits.transactionBytes) throw validation('Collection size of items in transaction exceeds limit');
  const capacities = capacityByTable(input, located);
  return {
    Responses: located.map(({ row, projection }) =>
      row ? { Item: asRecord(projection ? projectItem(row.item, projection.root) : row.item) } : {},
    ),
    ...(capacities.length > 0 && { ConsumedCapacity: capacities }),
  };
};

function prepared({ Get: get }: TransactGetItem): (call: Call) => LocatedGet {
  if (!get) throw validation('TransactItems must contain a Get');
  requireExpressions(get, expressions, expressions);
  const givenKey = checkedItem(get.Key as NonNullable<typeof get.Key>);
  const placeholders = new Placeholders(get.ExpressionAttributeNames, undefined);
  const projection = readProjection(get, placeholders);
  placeholders.requireAllUsed();
  return (call) => {
    const table = openTable(call, get.TableName as string);
    const key = keyOfRequest(table.shape.key, givenKey);
    return { table, key, row: table.items.get(key), projection };
  };
}

/** Every transactional read is done twice. */
function capacityByTable(input: TransactGetItemsInput, located: readonly LocatedGet[]): ConsumedCapacity[] {
  const units = new Map<string, number>();
  for (const { table, row } of located) {
    units.set(table.row.name, (units.get(table.row.name) ?? 0) + 2 * readUnits(row?.bytes ?? 0, true));
  }
  return [...units]
    .map(([name, used]) =>
      consumedCapacity(input.ReturnConsumedCapacity, name, { ...noUnits(), table: used }, 'ReadCapacityUnits'),
    )
    .filter((capacity): capacity is ConsumedCapacity => capacity !== undefined);
}
