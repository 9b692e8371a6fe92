import type { CopyObjectOutput, CopyObjectRequest } from '@aws-sdk/client-s3';
import type { Call, Operation } from '../../../contract/operation.ts';
import { readBody, receiveBody } from '../body.ts';
import { findBucket, objectsOf } from '../bucket.ts';
import { parseCopySource } from '../copy-source.ts';
import { checkCopyable, findCopySource } from '../copying.ts';
import { checkedAlgorithm, receivedChecksum } from '../digest-check.ts';
import { copyToItselfUnchanged, entityTooLarge, invalidArgument, notImplemented, operationAborted } from '../errors.ts';
import { originOf } from '../event.ts';
import { wholeSecond } from '../instant.ts';
import { openObject, requesterOf, withDataKey } from '../kms.ts';
import { expirationHeader } from '../lifecycle-header.ts';
import { maxCopyBytes } from '../limits.ts';
import { recordEvent } from '../notification.ts';
import { describeChecksum, describeWrittenEncryption } from '../object-answer.ts';
import { checkedKey } from '../object-key.ts';
import { requestedSettings } from '../object-settings.ts';
import { checkWriteConditions, quoted } from '../preconditions.ts';
import type { BucketRow, Checksum, Encryption, ObjectRow, ObjectSettings } from '../tables.ts';
import { addObject, currentObject, shownVersionId } from '../versions.ts';

export const copyObject: Operation<CopyObjectRequest, CopyObjectOutput> = async (input, call) => {
  const { bucket: sourceBucket, row: source } = findCopySource(input, call);
  checkCopyable(input, source, call.globe.clock.now());
  if (source.size > maxCopyBytes) throw entityTooLarge(source.size, maxCopyBytes);
  checkDirectives(input);
  const bucket = findBucket(call, input);
  const { encryption: asked } = requestedSettings(bucket, input, call.caller, call.globe.clock.now());
  await openObject(requesterOf(call), sourceBucket, source.key, source.encryption);
  const encryption = await withDataKey(requesterOf(call), bucket, checkedKey(input.Key), asked);
  const rehashed = await rehash(input, call, source);
  return call.step(() => {
    const { row } = findCopySource(input, call);
    if (row.sequence !== source.sequence || row.etag !== source.etag) throw operationAborted();
    return writeCopy(input, call, sourceBucket, row, { rehashed, encryption });
  });
};

interface Rehashed {
  readonly etag: string;
  readonly checksum: Checksum;
}

/** What had to be asked or read before the copy is written. */
interface Prepared {
  readonly rehashed: Rehashed | undefined;
  readonly encryption: Encryption;
}

/** A copy is one piece: what came in parts, or has another checksum than is wanted, is hashed again. */
async function rehash(input: CopyObjectRequest, call: Call, source: ObjectRow): Promise<Rehashed | undefined> {
  const wanted =
    input.ChecksumAlgorithm === undefined ? source.checksum?.algorithm : checkedAlgorithm(input.ChecksumAlgorithm);
  if (source.parts === undefined && wanted === source.checksum?.algorithm) return undefined;
  const algorithm = wanted ?? 'CRC64NVME';
  const body = readBody(call.globe, source.pieces, 0, source.size);
  const received = await receiveBody(call.globe, body, [algorithm], 'hash only');
  return {
    etag: Buffer.from(received.md5).toString('hex'),
    checksum: { algorithm, value: receivedChecksum(received, algorithm), type: 'FULL_OBJECT' },
  };
}

function checkDirectives(input: CopyObjectRequest): void {
  if (input.AnnotationDirective !== undefined) throw notImplemented('x-amz-annotation-directive');
  for (const [name, value] of [
    ['x-amz-metadata-directive', input.MetadataDirective],
    ['x-amz-tagging-directive', input.TaggingDirective],
  ] as const) {
    if (value !== undefined && value !== 'COPY' && value !== 'REPLACE') {
      throw invalidArgument(`Unknown ${name.slice(6).replaceAll('-', ' ')}.`, name, value);
    }
  }
}

function writeCopy(
  input: CopyObjectRequest,
  call: Call,
  sourceBucket: BucketRow,
  source: ObjectRow,
  { rehashed, encryption }: Prepared,
): CopyObjectOutput {
  const { globe } = call;
  const bucket = findBucket(call, input);
  const key = checkedKey(input.Key);
  const current = currentObject(objectsOf(globe, bucket.name), key);
  checkWriteConditions(input, current);
  if (changesNothing(input, bucket, current, source)) throw copyToItselfUnchanged();
  const row = addObject(
    globe,
    bucket,
    {
      ...copiedSettings(input, call, bucket, source),
      encryption,
      key,
      owner: call.caller.account,
      lastModifiedAt: globe.clock.now(),
      etag: rehashed?.etag ?? source.etag,
      size: source.size,
      pieces: source.pieces,
      checksum: rehashed?.checksum ?? source.checksum,
    },
    call.cause,
  );
  const versionId = shownVersionId(bucket, row);
  recordEvent(globe, bucket, originOf(call), 'ObjectCreated:Copy', { key, size: row.size, etag: row.etag, versionId });
  return {
    CopyObjectResult: {
      ETag: quoted(row.etag),
      LastModified: wholeSecond(row.lastModifiedAt),
      ...describeChecksum(row),
    },
    CopySourceVersionId: shownVersionId(sourceBucket, source),
    VersionId: versionId,
    Expiration: expirationHeader(bucket, row),
    ...describeWrittenEncryption(row.encryption),
  };
}

/** Headers and metadata come from the source unless replaced, so do tags; everything else is the request's. */
function copiedSettings(input: CopyObjectRequest, call: Call, bucket: BucketRow, source: ObjectRow): ObjectSettings {
  const { headers, ...requested } = requestedSettings(bucket, input, call.caller, call.globe.clock.now());
  const kept = { ...source.headers, WebsiteRedirectLocation: headers.WebsiteRedirectLocation };
  const replacesMetadata = input.MetadataDirective === 'REPLACE';
  return {
    ...requested,
    headers: replacesMetadata ? headers : kept,
    metadata: replacesMetadata ? requested.metadata : source.metadata,
    tags: input.TaggingDirective === 'REPLACE' ? requested.tags : source.tags,
  };
}

function changesNothing(
  input: CopyObjectRequest,
  bucket: BucketRow,
  current: ObjectRow | undefined,
  source: ObjectRow,
): boolean {
  const from = parseCopySource(input.CopySource);
  return (
    from.bucket === bucket.name &&
    from.key === input.Key &&
    current?.sequence === source.sequence &&
    input.MetadataDirective !== 'REPLACE' &&
    [input.StorageClass, input.WebsiteRedirectLocation, input.ServerSideEncryption, input.ChecksumAlgorithm].every(
      (change) => change === undefined,
    )
  );
}
