import type { Call } from '../../contract/operation.ts';
import { holdBody, type ReceivedBody, releaseBody } from './body.ts';
import { partsOf } from './bucket.ts';
import type { ChecksumAlgorithm } from './checksum.ts';
import { type RequestedChecksum, receivedChecksum } from './digest-check.ts';
import { invalidArgument, invalidRequest } from './errors.ts';
import { maxPartNumber } from './limits.ts';
import { type PartRow, parts, type UploadRow } from './tables.ts';

/** Throws InvalidArgument unless 1 to 10,000. */
export function checkedPartNumber(partNumber: number | undefined): number {
  if (partNumber === undefined || partNumber < 1 || partNumber > maxPartNumber) {
    throw invalidArgument(
      `Part number must be an integer between 1 and ${maxPartNumber}, inclusive`,
      'partNumber',
      partNumber,
    );
  }
  return partNumber;
}

/** The algorithm of a part's kept checksum: the upload's; CRC64NVME when it named none. */
export function partAlgorithm(upload: UploadRow): ChecksumAlgorithm {
  return upload.checksumAlgorithm ?? 'CRC64NVME';
}

/** Throws InvalidRequest when a part comes with another kind of checksum than its upload was created with. */
export function checkPartChecksum(upload: UploadRow, checksum: RequestedChecksum | undefined): void {
  const expected = upload.checksumAlgorithm;
  if (expected === undefined || checksum?.algorithm === expected) return;
  if (checksum === undefined && upload.checksumType === 'FULL_OBJECT') return;
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${checksum?.algorithm.toLowerCase() ?? 'null'}`,
  );
}

/** Puts a part in its upload, in place of an earlier one of its number. Within a step. */
export function writePart(
  call: Call,
  bucket: string,
  upload: UploadRow,
  partNumber: number,
  received: ReceivedBody,
): PartRow {
  const rows = partsOf(call.globe, bucket, upload.uploadId);
  const row: PartRow = {
    partNumber,
    size: received.size,
    etag: Buffer.from(received.md5).toString('hex'),
    lastModifiedAt: call.globe.clock.now(),
    pieces: received.pieces,
    checksum: receivedChecksum(received, partAlgorithm(upload)),
  };
  const replaced = rows.get(parts.key(row));
  holdBody(call.globe, row.pieces);
  if (replaced !== undefined) releaseBody(call.globe, replaced.pieces);
  rows.put(row);
  return row;
}
