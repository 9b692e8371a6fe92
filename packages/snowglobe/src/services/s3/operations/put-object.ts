import type { PutObjectOutput, PutObjectRequest } from '@aws-sdk/client-s3';
import type { Call, Operation } from '../../../contract/operation.ts';
import { type IncomingBody, keepBody, type ReceivedBody, receiveBody } from '../body.ts';
import { findBucket, objectsOf } from '../bucket.ts';
import type { ChecksumAlgorithm } from '../checksum.ts';
import { checkContentMd5, checkDigests, receivedChecksum, requestedChecksum } from '../digest-check.ts';
import { entityTooLarge, notImplemented } from '../errors.ts';
import { originOf } from '../event.ts';
import { requesterOf, usesKms, withDataKey } from '../kms.ts';
import { expirationHeader } from '../lifecycle-header.ts';
import { maxPutBytes } from '../limits.ts';
import { recordEvent } from '../notification.ts';
import { describeChecksum, describeWrittenEncryption } from '../object-answer.ts';
import { checkedKey } from '../object-key.ts';
import { requestedSettings } from '../object-settings.ts';
import { checkWriteConditions, quoted } from '../preconditions.ts';
import type { Encryption, ObjectRow } from '../tables.ts';
import { addObject, currentObject, shownVersionId } from '../versions.ts';

export type PutObjectInput = Omit<PutObjectRequest, 'Body'> & { readonly Body?: IncomingBody | undefined };

export const putObject: Operation<PutObjectInput, PutObjectOutput> = async (input, call) => {
  const asked = checkRequest(input, call);
  const encryption = usesKms(asked.encryption)
    ? await withDataKey(requesterOf(call), asked.bucket, asked.key, asked.encryption)
    : asked.encryption;
  const checksum = requestedChecksum(input, call.http.headers);
  const algorithm = checksum?.algorithm ?? 'CRC64NVME';
  const received = await receiveBody(call.globe, input.Body, [algorithm]);
  return keepBody(call, received, () => {
    checkDigests(received, input.ContentMD5, checksum);
    return writeObject(input, call, received, algorithm, encryption);
  });
};

/** Refuses what can be refused before the body has come in. */
function checkRequest(input: PutObjectInput, call: Call) {
  const bucket = findBucket(call, input);
  const key = checkedKey(input.Key);
  if (input.WriteOffsetBytes !== undefined) throw notImplemented('x-amz-write-offset-bytes');
  if ((input.ContentLength ?? 0) > maxPutBytes) throw entityTooLarge(input.ContentLength ?? 0, maxPutBytes);
  checkContentMd5(input.ContentMD5);
  const { encryption } = requestedSettings(bucket, input, call.caller, call.globe.clock.now());
  checkWriteConditions(input, currentObject(objectsOf(call.globe, bucket.name), key));
  return { bucket, key, encryption };
}

function writeObject(
  input: PutObjectInput,
  call: Call,
  received: ReceivedBody,
  algorithm: ChecksumAlgorithm,
  encryption: Encryption,
): PutObjectOutput {
  const { globe } = call;
  const bucket = findBucket(call, input);
  const key = checkedKey(input.Key);
  checkWriteConditions(input, currentObject(objectsOf(globe, bucket.name), key));
  const row = addObject(
    globe,
    bucket,
    {
      ...requestedSettings(bucket, input, call.caller, globe.clock.now()),
      encryption,
      key,
      owner: call.caller.account,
      lastModifiedAt: globe.clock.now(),
      etag: Buffer.from(received.md5).toString('hex'),
      size: received.size,
      pieces: received.pieces,
      checksum: { algorithm, value: receivedChecksum(received, algorithm), type: 'FULL_OBJECT' },
    },
    call.cause,
  );
  const versionId = shownVersionId(bucket, row);
  recordEvent(globe, bucket, originOf(call), 'ObjectCreated:Put', { key, size: row.size, etag: row.etag, versionId });
  return { ...describeWritten(row), VersionId: versionId, Expiration: expirationHeader(bucket, row) };
}

function describeWritten(row: ObjectRow): PutObjectOutput {
  return { ETag: quoted(row.etag), ...describeChecksum(row), ...describeWrittenEncryption(row.encryption) };
}
