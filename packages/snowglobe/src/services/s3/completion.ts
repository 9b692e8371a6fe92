import { createHash } from 'node:crypto';
import type { CompletedPart } from '@aws-sdk/client-s3';
import type { Collection } from '../../contract/table.ts';
import { type ChecksumAlgorithm, checksumMember, compositeChecksum, fullObjectChecksum } from './checksum.ts';
import { entityTooSmall, invalidPart, invalidPartOrder, invalidRequest, malformedXml } from './errors.ts';
import { minPartBytes } from './limits.ts';
import { partAlgorithm } from './part-writing.ts';
import { unquoted } from './preconditions.ts';
import { type Checksum, type PartRow, parts, type UploadRow } from './tables.ts';

/**
 * The uploaded parts that a CompleteMultipartUpload lists, in their order. Throws MalformedXML for none, InvalidPartOrder,
 * InvalidPart for unknown or changed ones, EntityTooSmall for all but the last below 5 MiB.
 */
export function selectParts(
  upload: UploadRow,
  rows: Collection<PartRow>,
  listed: readonly CompletedPart[] | undefined,
): readonly PartRow[] {
  if (listed === undefined || listed.length === 0) throw malformedXml();
  let previous = 0;
  for (const { PartNumber = 0 } of listed) {
    if (PartNumber <= previous) throw invalidPartOrder(upload.uploadId);
    previous = PartNumber;
  }
  const selected = listed.map((entry) => selectPart(upload, rows, entry));
  for (const part of selected.slice(0, -1)) {
    if (part.size < minPartBytes) throw entityTooSmall(part.size, minPartBytes, part.partNumber, part.etag);
  }
  return selected;
}

function selectPart(upload: UploadRow, rows: Collection<PartRow>, listed: CompletedPart): PartRow {
  const partNumber = listed.PartNumber ?? 0;
  const etag = unquoted(listed.ETag ?? '');
  const part = rows.get(parts.key({ partNumber } as PartRow));
  if (part === undefined || part.etag !== etag) throw invalidPart(upload.uploadId, partNumber, etag);
  checkListedChecksum(upload, part, listed);
  return part;
}

function checkListedChecksum(upload: UploadRow, part: PartRow, listed: CompletedPart): void {
  const algorithm = upload.checksumAlgorithm;
  if (algorithm === undefined) return;
  const checksum = listed[checksumMember(algorithm)];
  if (checksum === undefined && upload.checksumType === 'COMPOSITE') {
    throw invalidRequest(
      `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${part.partNumber} in the request.`,
    );
  }
  if (checksum !== undefined && checksum !== part.checksum) {
    throw invalidPart(upload.uploadId, part.partNumber, part.etag);
  }
}

/** The MD5 of the parts' MD5s, with their number. */
export function multipartEtag(selected: readonly PartRow[]): string {
  const hash = createHash('md5');
  for (const part of selected) hash.update(Buffer.from(part.etag, 'hex'));
  return `${hash.digest('hex')}-${selected.length}`;
}

export async function multipartChecksum(upload: UploadRow, selected: readonly PartRow[]): Promise<Checksum> {
  const algorithm: ChecksumAlgorithm = partAlgorithm(upload);
  if (upload.checksumType === 'FULL_OBJECT') {
    return { algorithm, value: fullObjectChecksum(algorithm, selected), type: 'FULL_OBJECT' };
  }
  const digests = selected.map(({ checksum }) => checksum);
  return { algorithm, value: await compositeChecksum(algorithm, digests), type: 'COMPOSITE' };
}
