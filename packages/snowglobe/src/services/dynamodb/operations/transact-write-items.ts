import type {
  ConsumedCapacity,
  ItemCollectionMetrics,
  TransactWriteItem,
  TransactWriteItemsInput,
  TransactWriteItemsOutput,
} from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Call, Operation } from '../../../contract/operation.ts';
import type { Item } from '../attribute-value.ts';
import { addWriteUnits, consumedCapacity, noUnits, readUnits, type Units } from '../capacity.ts';
import { type CancellationReason, transactionCanceled, validation } from '../errors.ts';
import {
  checkAction,
  deleteAction,
  type ItemAction,
  type LocatedAction,
  type Outcome,
  perform,
  putAction,
} from '../item-action.ts';
import { itemBytes } from '../item-size.ts';
import { limits } from '../limits.ts';
import { isRepeated, rememberTransaction } from '../transaction-token.ts';
import { updateAction } from '../update-action.ts';
import { collectionMetrics } from '../write-answer.ts';

export const transactWriteItems: Operation<TransactWriteItemsInput, TransactWriteItemsOutput> = (input, call) => {
  const items = input.TransactItems ?? [];
  const actions = items.map(actionOf);
  if (isRepeated(input, call)) return answer(input, repeatedUnits(actions, call), undefined);
  const located = locateAll(actions, call);
  const outcomes = decideAll(located);
  requireSize(located, outcomes);
  located.forEach((write, at) => perform(write, outcomes[at] as Outcome, call.cause));
  rememberTransaction(input, call);
  return answer(input, writtenUnits(located, outcomes), metricsOf(input, located, outcomes));
};

const kinds = ['ConditionCheck', 'Put', 'Delete', 'Update'] as const;

function actionOf(item: TransactWriteItem): ItemAction {
  if (kinds.filter((kind) => item[kind] !== undefined).length !== 1) {
    throw validation('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  if (item.ConditionCheck) return checkAction(item.ConditionCheck);
  if (item.Put) return putAction(item.Put);
  return item.Delete ? deleteAction(item.Delete) : updateAction(item.Update as NonNullable<typeof item.Update>);
}

const fine: CancellationReason = { Code: 'None' };

/** Reasons stand in the order of the actions; errors that are no validation of one item end the call themselves. */
function eachWithReason<From, To>(sources: readonly From[], work: (source: From) => To): To[] {
  const results: To[] = [];
  const reasons = sources.map((source): CancellationReason => {
    try {
      results.push(work(source));
      return fine;
    } catch (error) {
      const reason = error instanceof AwsError ? reasonOf(error) : undefined;
      if (!reason) throw error;
      return reason;
    }
  });
  if (reasons.some((reason) => reason !== fine)) throw transactionCanceled(reasons);
  return results;
}

function reasonOf(error: AwsError): CancellationReason | undefined {
  if (error.code === 'ValidationException') return { Code: 'ValidationError', Message: error.message };
  if (error.code !== 'ConditionalCheckFailedException') return undefined;
  const item = error.options.members?.['Item'] as Item | undefined;
  return { Code: 'ConditionalCheckFailed', Message: error.message, ...(item && { Item: item }) };
}

function locateAll(actions: readonly ItemAction[], call: Call): LocatedAction[] {
  const located = eachWithReason(actions, (action) => action.locate(call));
  if (new Set(located.map(({ table, key }) => `${table.row.id} ${key}`)).size < located.length) {
    throw validation('Transaction request cannot include multiple operations on one item');
  }
  return located;
}

function decideAll(located: readonly LocatedAction[]): Outcome[] {
  return eachWithReason(located, (write) => write.decide());
}

function requireSize(located: readonly LocatedAction[], outcomes: readonly Outcome[]): void {
  const bytes = outcomes.reduce((sum, outcome, at) => {
    const before = located[at]?.before?.bytes ?? 0;
    return sum + Math.max(outcome.bytes ?? 0, before);
  }, 0);
  if (bytes > limits.transactionBytes) throw validation('Collection size of items in transaction exceeds limit');
}

type UnitsByTable = {
  readonly member: 'ReadCapacityUnits' | 'WriteCapacityUnits';
  readonly tables: Map<string, Units>;
};

/** Every transactional write is done twice (prepare and commit). */
function writtenUnits(located: readonly LocatedAction[], outcomes: readonly Outcome[]): UnitsByTable {
  const tables = new Map<string, Units>();
  located.forEach(({ table, before }, at) => {
    const units = tables.get(table.row.name) ?? noUnits();
    tables.set(table.row.name, units);
    addWriteUnits(units, table, before?.item, outcomes[at]?.after, 2);
  });
  return { member: 'WriteCapacityUnits', tables };
}

/** A repeated call under one token only reads what was written. */
function repeatedUnits(actions: readonly ItemAction[], call: Call): UnitsByTable {
  const tables = new Map<string, Units>();
  for (const action of actions) {
    const { table, before } = action.locate(call);
    const units = tables.get(table.row.name) ?? noUnits();
    tables.set(table.row.name, units);
    units.table += 2 * readUnits(before ? itemBytes(before.item) : 0, true);
  }
  return { member: 'ReadCapacityUnits', tables };
}

function metricsOf(input: TransactWriteItemsInput, located: readonly LocatedAction[], outcomes: readonly Outcome[]) {
  if (input.ReturnItemCollectionMetrics !== 'SIZE') return undefined;
  const byTable: Record<string, ItemCollectionMetrics[]> = {};
  located.forEach(({ table, before }, at) => {
    const metrics = collectionMetrics('SIZE', table, outcomes[at]?.after ?? before?.item);
    if (metrics) (byTable[table.row.name] ??= []).push(metrics);
  });
  return byTable;
}

function answer(
  input: TransactWriteItemsInput,
  { member, tables }: UnitsByTable,
  metrics: Record<string, ItemCollectionMetrics[]> | undefined,
): TransactWriteItemsOutput {
  const wanted = input.ReturnConsumedCapacity;
  const capacities = [...tables]
    .map(([name, units]) => consumedCapacity(wanted, name, units, member))
    .filter((capacity): capacity is ConsumedCapacity => capacity !== undefined);
  return {
    ...(capacities.length > 0 && { ConsumedCapacity: capacities }),
    ...(metrics && { ItemCollectionMetrics: metrics }),
  };
}
