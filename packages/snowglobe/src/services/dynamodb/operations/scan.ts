import type { ScanInput, ScanOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import type { Item } from '../attribute-value.ts';
import { validation } from '../errors.ts';
import { Placeholders } from '../expressions/compiled.ts';
import { conditionPaths } from '../expressions/condition.ts';
import { type KeyBounds, segmentBounds } from '../key-encoding.ts';
import { filterTest } from '../legacy/filters.ts';
import { requireExpressions, requireOneStyle } from '../legacy/parameter-styles.ts';
import { readPage } from '../read-page.ts';
import { readProjection, requireDistinctAttributes } from '../read-projection.ts';
import { checkSelection, fetchesItems, requireScalarKeys } from '../selection.ts';
import {
  checkedStartKey,
  checkStartPartition,
  locatedScanStart,
  locatedStartKey,
  type StartKey,
} from '../start-key.ts';
import { indexOf, openTable, type Table } from '../table.ts';
import type { IndexShape } from '../table-shape.ts';
import { pageAnswer } from './query.ts';

const expressions = ['ProjectionExpression', 'FilterExpression'];

export const scan: Operation<ScanInput, ScanOutput> = (input, call) => {
  requireOneStyle(input, ['AttributesToGet', 'ScanFilter', 'ConditionalOperator'], expressions);
  requireExpressions(input, expressions, ['FilterExpression']);
  requireDistinctAttributes(input.AttributesToGet);
  const legacyFilter = filterTest(input.ScanFilter, input.ConditionalOperator);
  const startKey = checkedStartKey(input.ExclusiveStartKey);
  checkSegments(input);
  const placeholders = new Placeholders(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
  const filter =
    input.FilterExpression === undefined
      ? legacyFilter
      : { condition: placeholders.condition('FilterExpression', input.FilterExpression), values: placeholders.values };
  const projection = readProjection(input, placeholders);
  checkSelection(input);
  placeholders.requireAllUsed();
  const table = openTable(call, input.TableName as string);
  const index = input.IndexName === undefined ? undefined : indexOf(table, input.IndexName);
  if (index?.kind === 'global' && input.ConsistentRead) {
    throw validation('Consistent reads are not supported on global secondary indexes');
  }
  const bounds = segmentBounds(input.Segment ?? 0, input.TotalSegments ?? 1);
  const isFetching = fetchesItems(index, input.Select, projection, filter);
  const start = startKey && locate(table, index, startKey);
  if (start) requireInSegment(start.key, bounds, input);
  if (filter) requireScalarKeys(table, conditionPaths(filter.condition));
  const page = readPage({
    table,
    index,
    bounds,
    start: start?.key,
    isReverse: false,
    limit: input.Limit,
    filter,
    projection,
    isConsistent: input.ConsistentRead === true,
    fetchesItems: isFetching,
    countsOnly: input.Select === 'COUNT',
  });
  return pageAnswer(page, input, table.row.name);
};

function locate(table: Table, index: IndexShape | undefined, startKey: Item): StartKey {
  if (!index) return locatedScanStart(table, index, startKey);
  checkStartPartition(table, index, startKey);
  return locatedStartKey(table, index, startKey);
}

function checkSegments({ Segment: segment, TotalSegments: total }: ScanInput): void {
  if (segment !== undefined && total === undefined) {
    throw validation(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    );
  }
  if (segment === undefined && total !== undefined) {
    throw validation(
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    );
  }
  if (segment !== undefined && total !== undefined && segment >= total) {
    throw validation(
      'The Segment parameter is zero-based and must be less than parameter TotalSegments: ' +
        `Segment: ${segment} is not less than TotalSegments: ${total}`,
    );
  }
}

function requireInSegment(key: string, bounds: KeyBounds, input: ScanInput): void {
  if (key >= bounds.from && key < bounds.before) return;
  throw validation(
    'The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. ' +
      `TotalSegments: ${input.TotalSegments} Segment: ${input.Segment}`,
  );
}
