import { delimitedParts, jsonObjects } from './deaggregation.ts';
import { deaggregationOf } from './processor.ts';
import type { BufferedRecord, Destination } from './tables.ts';
import { type Transformation, transformed, type Work } from './transformation.ts';

/** AWS's order: records are separated, then transformed. https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-multirecord-deaggergation.html */
export const processed = (work: Work, records: readonly BufferedRecord[]): Promise<Transformation> =>
  transformed(work, separated(records, work.row.destination));

/** The records that were put together in one. */
function separated(records: readonly BufferedRecord[], destination: Destination): readonly BufferedRecord[] {
  const deaggregation = deaggregationOf(destination);
  if (!deaggregation) return records;
  const { delimiter } = deaggregation;
  return records.flatMap((record) => {
    const text = Buffer.from(record.data).toString('utf8');
    const parts = delimiter === undefined ? jsonObjects(text) : delimitedParts(text, delimiter);
    return parts.map((part, index) => ({
      ...record,
      recordId: `${record.recordId}.${index}`,
      data: new Uint8Array(Buffer.from(part)),
    }));
  });
}
