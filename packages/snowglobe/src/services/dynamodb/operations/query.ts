import type { QueryInput, QueryOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { consumedCapacity } from '../capacity.ts';
import { validation } from '../errors.ts';
import { Placeholders } from '../expressions/compiled.ts';
import { conditionPaths } from '../expressions/condition.ts';
import { keyConditions } from '../expressions/key-condition.ts';
import { filterTest, type LegacyKeyCondition, legacyKeyConditions } from '../legacy/filters.ts';
import { requireExpressions, requireOneStyle } from '../legacy/parameter-styles.ts';
import { queryRange } from '../query-range.ts';
import { type Page, readPage } from '../read-page.ts';
import { asRecord, readProjection, requireDistinctAttributes } from '../read-projection.ts';
import { checkSelection, fetchesItems, requireNoKeyInFilter, requireScalarKeys } from '../selection.ts';
import { checkedStartKey, checkStartPartition, locatedStartKey, requireWithin } from '../start-key.ts';
import { indexOf, openTable } from '../table.ts';

export const query: Operation<QueryInput, QueryOutput> = (input, call) => {
  const { placeholders, filter, conditions, startKey, projection } = readInput(input);
  checkSelection(input);
  placeholders.requireAllUsed();
  const table = openTable(call, input.TableName as string);
  const index = input.IndexName === undefined ? undefined : indexOf(table, input.IndexName);
  if (index?.kind === 'global' && input.ConsistentRead) {
    throw validation('Consistent reads are not supported on global secondary indexes');
  }
  if (startKey) checkStartPartition(table, index, startKey);
  const { bounds, hash, range } = queryRange((index ?? table.shape).key, conditions);
  const start = startKey && locatedStartKey(table, index, startKey);
  if (start) requireWithin(start, bounds, hash, range);
  const isFetching = fetchesItems(index, input.Select, projection, filter);
  requireNoKeyInFilter(
    index,
    table,
    filter,
    input.FilterExpression === undefined ? 'QueryFilter' : 'Filter Expression',
  );
  if (filter) requireScalarKeys(table, conditionPaths(filter.condition));
  const page = readPage({
    table,
    index,
    bounds,
    start: start?.key,
    isReverse: input.ScanIndexForward === false,
    limit: input.Limit,
    filter,
    projection,
    isConsistent: input.ConsistentRead === true,
    fetchesItems: isFetching,
    countsOnly: input.Select === 'COUNT',
  });
  return pageAnswer(page, input, table.row.name);
};

const legacy = ['AttributesToGet', 'QueryFilter', 'ConditionalOperator', 'KeyConditions'];
const expressions = ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'];

/** All that can be checked before the table is known. */
function readInput(input: QueryInput) {
  requireStyles(input);
  requireExpressions(input, expressions, ['FilterExpression', 'KeyConditionExpression']);
  const legacyFilter = filterTest(input.QueryFilter, input.ConditionalOperator);
  requireDistinctAttributes(input.AttributesToGet);
  const startKey = checkedStartKey(input.ExclusiveStartKey);
  const placeholders = new Placeholders(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
  const keyCondition =
    input.KeyConditionExpression === undefined
      ? undefined
      : placeholders.condition('KeyConditionExpression', input.KeyConditionExpression);
  const filter =
    input.FilterExpression === undefined
      ? legacyFilter
      : { condition: placeholders.condition('FilterExpression', input.FilterExpression), values: placeholders.values };
  const projection = readProjection(input, placeholders);
  const conditions: readonly LegacyKeyCondition[] = keyCondition
    ? keyConditions(keyCondition, placeholders.values)
    : legacyConditions(input);
  return { placeholders, filter, startKey, projection, conditions };
}

/** KeyConditions counts as mixed in only when a KeyConditionExpression stands beside it. */
function requireStyles(input: QueryInput): void {
  const both = input.KeyConditions !== undefined && input.KeyConditionExpression !== undefined;
  const other = legacy.slice(0, 3);
  requireOneStyle(input, both ? legacy : other, expressions);
}

function legacyConditions(input: QueryInput): readonly LegacyKeyCondition[] {
  if (!input.KeyConditions) {
    throw validation('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
  }
  return legacyKeyConditions(input.KeyConditions);
}

/** The answer of Query and Scan. */
export function pageAnswer(
  page: Page,
  input: Pick<QueryInput, 'Select' | 'ReturnConsumedCapacity'>,
  tableName: string,
): QueryOutput {
  const capacity = consumedCapacity(input.ReturnConsumedCapacity, tableName, page.units);
  return {
    ...(input.Select !== 'COUNT' && { Items: page.items.map(asRecord) }),
    Count: page.count,
    ScannedCount: page.scannedCount,
    ...(page.lastKey && { LastEvaluatedKey: asRecord(page.lastKey) }),
    ...(capacity && { ConsumedCapacity: capacity }),
  };
}
