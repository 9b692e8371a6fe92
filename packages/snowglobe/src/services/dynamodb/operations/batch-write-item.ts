import type {
  BatchWriteItemInput,
  BatchWriteItemOutput,
  ConsumedCapacity,
  ItemCollectionMetrics,
  WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Call, Operation } from '../../../contract/operation.ts';
import type { Item } from '../attribute-value.ts';
import { addWriteUnits, consumedCapacity, noUnits, type Units } from '../capacity.ts';
import { keyMismatch, validation } from '../errors.ts';
import { deleteAction, type ItemAction, type LocatedAction, type Outcome, perform, putAction } from '../item-action.ts';
import { limits } from '../limits.ts';
import { collectionMetrics } from '../write-answer.ts';

export const batchWriteItem: Operation<BatchWriteItemInput, BatchWriteItemOutput> = (input, call) => {
  const requests = Object.entries(input.RequestItems ?? {});
  const total = requests.reduce((count, [, writes]) => count + writes.length, 0);
  if (total > limits.batchWriteItems) throw validation('Too many items requested for the BatchWriteItem call');
  const actions = requests.flatMap(([name, writes]) => writes.map((write) => actionOf(name, write)));
  const located = actions.map((action) => locate(action, call));
  if (new Set(located.map(({ table, key }) => `${table.row.id} ${key}`)).size < located.length) {
    throw validation('Provided list of item keys contains duplicates');
  }
  const done = located.map((write) => ({ write, outcome: write.decide() }));
  for (const { write, outcome } of done) perform(write, outcome, call.cause);
  const capacities = capacityByTable(input, done);
  const metrics = metricsByTable(input, done);
  return {
    UnprocessedItems: {},
    ...(capacities.length > 0 && { ConsumedCapacity: capacities }),
    ...(metrics && { ItemCollectionMetrics: metrics }),
  };
};

/** In a batch every fault of a key has the words that only Key has elsewhere. */
function locate(action: ItemAction, call: Call): LocatedAction {
  try {
    return action.locate(call);
  } catch (error) {
    const isKeyFault = error instanceof AwsError && /: (Missing the|Type mismatch for) key /.test(error.message);
    throw isKeyFault ? keyMismatch() : error;
  }
}

function actionOf(name: string, { PutRequest: put, DeleteRequest: remove }: WriteRequest): ItemAction {
  if (put && remove) {
    throw validation(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  if (put) return putAction({ TableName: name, Item: put.Item });
  if (remove) return deleteAction({ TableName: name, Key: remove.Key });
  throw validation('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
}

type Done = readonly { readonly write: LocatedAction; readonly outcome: Outcome }[];

function capacityByTable({ ReturnConsumedCapacity: wanted }: BatchWriteItemInput, done: Done): ConsumedCapacity[] {
  if (wanted === undefined || wanted === 'NONE') return [];
  const byTable = new Map<string, Units>();
  for (const { write, outcome } of done) {
    const name = write.table.row.name;
    const units = byTable.get(name) ?? noUnits();
    byTable.set(name, units);
    addWriteUnits(units, write.table, write.before?.item, outcome.after);
  }
  return [...byTable].map(([name, units]) => consumedCapacity(wanted, name, units) as ConsumedCapacity);
}

function metricsByTable({ ReturnItemCollectionMetrics: wanted }: BatchWriteItemInput, done: Done) {
  if (wanted !== 'SIZE') return undefined;
  const byTable: Record<string, ItemCollectionMetrics[]> = {};
  for (const { write, outcome } of done) {
    const metrics = collectionMetrics(wanted, write.table, (outcome.after ?? write.before?.item) as Item);
    if (metrics) (byTable[write.table.row.name] ??= []).push(metrics);
  }
  return byTable;
}
