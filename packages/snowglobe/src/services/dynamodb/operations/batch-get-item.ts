import type {
  BatchGetItemInput,
  BatchGetItemOutput,
  ConsumedCapacity,
  KeysAndAttributes,
} from '@aws-sdk/client-dynamodb';
import type { Call, Operation } from '../../../contract/operation.ts';
import type { Item } from '../attribute-value.ts';
import { consumedCapacity, noUnits, readUnits } from '../capacity.ts';
import { validation } from '../errors.ts';
import { Placeholders } from '../expressions/compiled.ts';
import { type Projection, projectItem } from '../expressions/projection.ts';
import { keyOfRequest } from '../item-key.ts';
import { requireExpressions, requireOneStyle } from '../legacy/parameter-styles.ts';
import { limits } from '../limits.ts';
import { asRecord, readProjection } from '../read-projection.ts';
import { openTable, type Table } from '../table.ts';
import { checkedItem } from '../value-check.ts';

type Keys = readonly Item[];

interface TableRead {
  readonly name: string;
  readonly request: KeysAndAttributes;
  readonly keys: Keys;
  readonly projection: Projection | undefined;
}

const expressions = ['ProjectionExpression'];

export const batchGetItem: Operation<BatchGetItemInput, BatchGetItemOutput> = (input, call) => {
  const requests = Object.entries(input.RequestItems ?? {});
  const total = requests.reduce((count, [, { Keys: keys }]) => count + (keys?.length ?? 0), 0);
  if (total > limits.batchGetItems) throw validation('Too many items requested for the BatchGetItem call');
  const reads = requests.map(([name, request]) => checkedRead(name, request));
  const located = reads.map((read) => locate(read, call));
  const budget = { bytes: limits.batchGetBytes };
  const results = located.map((read) => readTable(read, budget));
  const capacities = results
    .map(({ read, units }) =>
      consumedCapacity(input.ReturnConsumedCapacity, read.table.row.name, { ...noUnits(), table: units }),
    )
    .filter((capacity): capacity is ConsumedCapacity => capacity !== undefined);
  return {
    Responses: Object.fromEntries(results.map(({ read, items }) => [read.name, items.map(asRecord)])),
    UnprocessedKeys: Object.fromEntries(
      results
        .filter(({ unread }) => unread.length > 0)
        .map(({ read, unread }) => [read.name, { ...read.request, Keys: unread.map(asRecord) }]),
    ),
    ...(capacities.length > 0 && { ConsumedCapacity: capacities }),
  };
};

function checkedRead(name: string, request: KeysAndAttributes): TableRead {
  requireOneStyle(request, ['AttributesToGet'], expressions);
  requireExpressions(request, expressions, expressions);
  const keys = (request.Keys ?? []).map((key) => checkedItem(key));
  const placeholders = new Placeholders(request.ExpressionAttributeNames, undefined);
  const projection = readProjection(request, placeholders);
  placeholders.requireAllUsed();
  return { name, request, keys, projection };
}

interface LocatedRead extends TableRead {
  readonly table: Table;
  readonly stored: readonly string[];
}

function locate(read: TableRead, call: Call): LocatedRead {
  const table = openTable(call, read.name);
  const stored = read.keys.map((key) => keyOfRequest(table.shape.key, key));
  if (new Set(stored).size < stored.length) throw validation('Provided list of item keys contains duplicates');
  return { ...read, table, stored };
}

/** What does not fit into 16 MB is left for the next call. */
function readTable(read: LocatedRead, budget: { bytes: number }) {
  const items: Item[] = [];
  const unread: Item[] = [];
  let units = 0;
  read.stored.forEach((key, at) => {
    const row = read.table.items.get(key);
    if (budget.bytes - (row?.bytes ?? 0) < 0) {
      unread.push(read.keys[at] as Item);
      return;
    }
    budget.bytes -= row?.bytes ?? 0;
    units += readUnits(row?.bytes ?? 0, read.request.ConsistentRead === true);
    if (row) items.push(read.projection ? projectItem(row.item, read.projection.root) : row.item);
  });
  return { read, items, unread, units };
}
