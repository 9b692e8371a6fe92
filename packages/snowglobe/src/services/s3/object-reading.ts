import type { GetObjectOutput } from '@aws-sdk/client-s3';
import { type ByteRange, contentRange, parseByteRange } from './byte-range.ts';
import { invalidObjectState, invalidPartNumber, invalidRange, invalidRequest, notImplemented } from './errors.ts';
import { describeChecksum, describeObject } from './object-answer.ts';
import type { BucketRow, ObjectRow } from './tables.ts';

interface Selection {
  readonly Range?: string | undefined;
  readonly PartNumber?: number | undefined;
  readonly ChecksumMode?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
}

const archives = new Set(['GLACIER', 'DEEP_ARCHIVE']);

export function isArchived(row: ObjectRow, nowAt: number): boolean {
  if (!archives.has(row.storageClass)) return false;
  return row.restore === undefined || row.restore.readyAt > nowAt || row.restore.expiresAt <= nowAt;
}

/** Throws InvalidObjectState for an archived object that has not been restored. */
export function checkReadable(row: ObjectRow, nowAt: number): void {
  if (isArchived(row, nowAt)) throw invalidObjectState(row.storageClass);
}

/** Which bytes a GET or HEAD is about, and what its answer says of them. A Content-Range makes the answer a 206. */
export function selectBytes(
  bucket: BucketRow,
  row: ObjectRow,
  input: Selection,
  nowAt: number,
): { readonly range: ByteRange; readonly described: Omit<GetObjectOutput, 'Body'> } {
  if (input.SSECustomerAlgorithm !== undefined) throw notImplemented('SSECustomerAlgorithm');
  const described = { ...describeObject(bucket, row, nowAt), PartsCount: shownPartsCount(row, input) };
  const range = input.PartNumber === undefined ? requestedRange(row, input.Range) : partRange(row, input);
  if (range === undefined) {
    const checksum = input.ChecksumMode === 'ENABLED' ? describeChecksum(row) : {};
    return { range: { start: 0, end: row.size }, described: { ...described, ...checksum } };
  }
  return {
    range,
    described: {
      ...described,
      ...(input.ChecksumMode === 'ENABLED' &&
        input.PartNumber !== undefined &&
        describePartChecksum(row, input.PartNumber)),
      ContentLength: range.end - range.start,
      ContentRange: row.size === 0 ? undefined : contentRange(range, row.size),
    },
  };
}

/** One part's own checksum, when its upload had one. */
function describePartChecksum(row: ObjectRow, partNumber: number): Partial<GetObjectOutput> {
  const value = row.parts === undefined ? row.checksum?.value : row.parts[partNumber - 1]?.checksum;
  if (row.checksum === undefined || value === undefined) return {};
  return describeChecksum({ checksum: { ...row.checksum, value } });
}

function shownPartsCount(row: ObjectRow, input: Selection): number | undefined {
  return input.PartNumber === undefined ? undefined : row.parts?.length;
}

function requestedRange(row: ObjectRow, header: string | undefined): ByteRange | undefined {
  const range = parseByteRange(header, row.size);
  if (range === 'unsatisfiable') throw invalidRange(header ?? '', row.size);
  return range === 'whole' ? undefined : range;
}

function partRange(row: ObjectRow, input: Selection): ByteRange {
  if (input.Range !== undefined) {
    throw invalidRequest('Cannot specify both Range header and partNumber query parameter');
  }
  const wanted = input.PartNumber ?? 1;
  const parts = row.parts ?? [{ partNumber: 1, size: row.size }];
  const index = wanted - 1;
  const part = parts[index];
  if (part === undefined) throw invalidPartNumber(wanted, parts.length);
  const start = parts.slice(0, index).reduce((sum, { size }) => sum + size, 0);
  return { start, end: start + part.size };
}
