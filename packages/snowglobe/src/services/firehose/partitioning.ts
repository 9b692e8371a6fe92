import { longestText, type QueryResult, query } from './jq.ts';
import type { PartitionKeys, PartitionNamespace } from './prefix.ts';
import { partitionKeyNames } from './prefix.ts';
import { extractionQueryOf } from './processor.ts';
import type { BufferedRecord, Destination } from './tables.ts';
import type { FailedRecord, TransformedRecord } from './transformation.ts';

/** Records that go to the same prefix. */
export interface Partition {
  readonly keys: PartitionKeys;
  readonly records: BufferedRecord[];
}

export interface Partitioned {
  /** By the text that identifies a partition. */
  readonly partitions: ReadonlyMap<string, Partition>;
  readonly failed: readonly FailedRecord[];
}

export const isPartitioned = ({ DynamicPartitioningConfiguration }: Destination): boolean =>
  DynamicPartitioningConfiguration?.Enabled === true;

const tooLong: QueryResult = { error: `The record is longer than ${longestText} bytes` };

/** What the query says of each record. */
async function queried(records: readonly BufferedRecord[], filter: string): Promise<readonly QueryResult[]> {
  const texts = records.map(({ data }) => (data.length > longestText ? undefined : Buffer.from(data).toString('utf8')));
  const answers = (
    await query(
      filter,
      texts.filter((text) => text !== undefined),
    )
  )[Symbol.iterator]();
  return texts.map((text) => (text === undefined ? tooLong : (answers.next().value ?? tooLong)));
}

/** A key's value as it stands in a prefix; undefined for what AWS takes for none. */
function keyText(value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const failure = (record: BufferedRecord, errorMessage: string): FailedRecord => ({
  record,
  attemptsMade: 0,
  errorCode: 'DynamicPartitioning.MetadataExtractionFailed',
  errorMessage,
});

/** The keys that the prefix names, of one record; a text says why there are none. */
function keysOf(
  names: readonly (readonly [PartitionNamespace, string])[],
  fromLambda: Readonly<Record<string, unknown>>,
  fromQuery: QueryResult | undefined,
): PartitionKeys | string {
  if (fromQuery && 'error' in fromQuery) return fromQuery.error;
  const value = fromQuery?.value;
  const sources: Record<PartitionNamespace, Readonly<Record<string, unknown>>> = {
    partitionKeyFromLambda: fromLambda,
    partitionKeyFromQuery: typeof value === 'object' && value !== null ? { ...value } : {},
  };
  const keys: Record<PartitionNamespace, Record<string, string>> = {
    partitionKeyFromLambda: {},
    partitionKeyFromQuery: {},
  };
  for (const [namespace, name] of names) {
    const text = keyText(sources[namespace][name]);
    if (text === undefined) return 'partitionKeys values must not be null or empty';
    keys[namespace][name] = text;
  }
  return keys;
}

/** Puts records into the partitions that their keys name. */
export async function partitioned(
  records: readonly TransformedRecord[],
  destination: Destination,
): Promise<Partitioned> {
  const names = partitionKeyNames(destination.Prefix);
  const filter = extractionQueryOf(destination);
  const answers = filter === undefined ? [] : await queried(records, filter);
  const partitions = new Map<string, Partition>();
  const failed: FailedRecord[] = [];
  for (const [index, { partitionKeys = {}, ...record }] of records.entries()) {
    const keys = keysOf(names, partitionKeys, answers[index]);
    if (typeof keys === 'string') {
      failed.push(failure(record, keys));
      continue;
    }
    const id = JSON.stringify(names.map(([namespace, name]) => keys[namespace]?.[name]));
    const partition = partitions.get(id) ?? { keys, records: [] };
    partition.records.push(record);
    partitions.set(id, partition);
  }
  return { partitions, failed };
}
