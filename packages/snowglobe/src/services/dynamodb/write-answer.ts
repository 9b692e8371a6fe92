import type {
  ItemCollectionMetrics,
  ReturnConsumedCapacity,
  ReturnItemCollectionMetrics,
} from '@aws-sdk/client-dynamodb';
import type { Item } from './attribute-value.ts';
import { addWriteUnits, consumedCapacity, noUnits } from './capacity.ts';
import type { LocatedAction, Outcome } from './item-action.ts';
import type { Table } from './table.ts';

export interface WriteAnswerInput {
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  readonly ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined;
}

/** The members that the answers of PutItem, UpdateItem and DeleteItem share; only what was asked for. */
export function writeAnswer(
  input: WriteAnswerInput,
  located: LocatedAction,
  outcome: Outcome,
  attributes: Item | undefined,
) {
  const { table, before } = located;
  const metrics = collectionMetrics(input.ReturnItemCollectionMetrics, table, (outcome.after ?? before?.item) as Item);
  return {
    ...(attributes && { Attributes: attributes as Record<string, Item[string]> }),
    ...capacityOfWrite(input, table, before?.item, outcome.after),
    ...(metrics && { ItemCollectionMetrics: metrics }),
  };
}

function capacityOfWrite(input: WriteAnswerInput, table: Table, before: Item | undefined, after: Item | undefined) {
  if (input.ReturnConsumedCapacity === undefined || input.ReturnConsumedCapacity === 'NONE') return undefined;
  const units = noUnits();
  addWriteUnits(units, table, before, after);
  return { ConsumedCapacity: consumedCapacity(input.ReturnConsumedCapacity, table.row.name, units) };
}

/** Only tables with local indexes have item collections. The estimate is a range of whole gigabytes. */
export function collectionMetrics(
  wanted: ReturnItemCollectionMetrics | undefined,
  table: Table,
  item: Item | undefined,
): ItemCollectionMetrics | undefined {
  if (wanted !== 'SIZE' || !item || table.row.localIndexes.length === 0) return undefined;
  const name = table.shape.key.hash.name;
  return { ItemCollectionKey: { [name]: item[name] as Item[string] }, SizeEstimateRangeGB: [0, 1] };
}
