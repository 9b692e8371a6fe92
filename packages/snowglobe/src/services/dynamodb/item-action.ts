import type {
  AttributeValueUpdate,
  ConditionalOperator,
  ExpectedAttributeValue,
  ReturnValuesOnConditionCheckFailure,
} from '@aws-sdk/client-dynamodb';
import type { CauseLink } from '../../contract/cause.ts';
import type { Item } from './attribute-value.ts';
import { conditionFailed, itemTooLarge } from './errors.ts';
import { Placeholders } from './expressions/compiled.ts';
import { satisfies } from './expressions/condition-evaluation.ts';
import type { ProjectionNode } from './expressions/projection.ts';
import { checkIndexKeys, keyOfItem, keyOfRequest } from './item-key.ts';
import { itemBytes } from './item-size.ts';
import { writeItem } from './item-store.ts';
import type { Test } from './legacy/comparisons.ts';
import { expectedTest } from './legacy/filters.ts';
import { requireExpressions, requireOneStyle } from './legacy/parameter-styles.ts';
import { limits } from './limits.ts';
import { openTable, type Place, type Table } from './table.ts';
import type { ItemRow } from './tables.ts';
import { checkedItem } from './value-check.ts';

/** What a write makes of an item. */
export interface Outcome {
  /** Undefined: no item. */
  readonly after: Item | undefined;
  readonly bytes?: number;
  /** The paths that an update names. */
  readonly written?: ProjectionNode;
}

/** A write whose table and item are found. */
export interface LocatedAction {
  readonly table: Table;
  readonly key: string;
  readonly before: ItemRow | undefined;
  /** Throws AWS's ConditionalCheckFailedException or ValidationException; writes nothing. */
  decide(): Outcome;
}

/** A write that has been checked as far as it can be without its table. */
export interface ItemAction {
  readonly tableName: string;
  locate(place: Place): LocatedAction;
}

/** What all writes may be conditional on. */
export interface ConditionInput {
  readonly TableName: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly Expected?: Record<string, ExpectedAttributeValue> | undefined;
  readonly ConditionalOperator?: ConditionalOperator | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

const legacy = ['Expected', 'ConditionalOperator'];
const expressions = ['ConditionExpression'];

/** PutItem, and Put in transactions and batches. */
export function putAction(input: ConditionInput & { readonly Item: Item | undefined }): ItemAction {
  requireOneStyle(input, legacy, expressions);
  requireExpressions(input, expressions, expressions);
  const item = checkedItem(input.Item as Item);
  const bytes = itemBytes(item);
  if (bytes > limits.itemBytes) throw itemTooLarge();
  const test = writeTest(input);
  const locate = (place: Place): LocatedAction => {
    const table = openTable(place, input.TableName as string);
    const key = keyOfItem(table.shape.key, item);
    checkIndexKeys(table.shape, item);
    const before = table.items.get(key);
    const decide = () => {
      requireCondition(test, before, input);
      return { after: item, bytes };
    };
    return { table, key, before, decide };
  };
  return { tableName: input.TableName as string, locate };
}

type KeyedInput = ConditionInput & { readonly Key: Item | undefined };

/** DeleteItem, and Delete in transactions and batches. */
export function deleteAction(input: KeyedInput): ItemAction {
  return keyedAction(input, () => undefined);
}

/** ConditionCheck in transactions: leaves the item as it is. */
export function checkAction(input: KeyedInput): ItemAction {
  return keyedAction(input, (before) => before?.item);
}

function keyedAction(input: KeyedInput, after: (before: ItemRow | undefined) => Item | undefined): ItemAction {
  requireOneStyle(input, legacy, expressions);
  requireExpressions(input, expressions, expressions);
  const givenKey = checkedItem(input.Key as Item);
  const test = writeTest(input);
  const locate = (place: Place): LocatedAction => {
    const table = openTable(place, input.TableName as string);
    const key = keyOfRequest(table.shape.key, givenKey);
    const before = table.items.get(key);
    const decide = () => {
      requireCondition(test, before, input);
      return { after: after(before) };
    };
    return { table, key, before, decide };
  };
  return { tableName: input.TableName as string, locate };
}

/** The condition of a write, in either style. */
function writeTest(input: ConditionInput): Test | undefined {
  if (input.ConditionExpression === undefined) return expectedTest(input.Expected, input.ConditionalOperator);
  const placeholders = new Placeholders(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
  const condition = placeholders.condition('ConditionExpression', input.ConditionExpression);
  placeholders.requireAllUsed();
  return { condition, values: placeholders.values };
}

const noItem: Item = Object.freeze({});

export function requireCondition(test: Test | undefined, before: ItemRow | undefined, input: ConditionInput): void {
  if (!test || satisfies(before?.item ?? noItem, test.condition, test.values)) return;
  throw conditionFailed(input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? before?.item : undefined);
}

/** Does a located write. */
export function perform({ table, key, before }: LocatedAction, outcome: Outcome, cause: CauseLink): void {
  const { after, bytes } = outcome;
  if (after === before?.item) return;
  writeItem(table, { key, before, after, ...(bytes !== undefined && { bytes }), cause });
}

export interface UpdateInput extends KeyedInput {
  readonly UpdateExpression?: string | undefined;
  readonly AttributeUpdates?: Record<string, AttributeValueUpdate> | undefined;
}
