import type { RestoreObjectOutput, RestoreObjectRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { invalidObjectState, malformedXml, notImplemented, restoreAlreadyInProgress } from '../errors.ts';
import { originOf } from '../event.ts';
import { recordEvent } from '../notification.ts';
import { restoreFor } from '../restore.ts';
import { changeObject, findObject, shownVersionId } from '../versions.ts';

/** The gateway makes the status of it. */
interface RestoreAnswer extends RestoreObjectOutput {
  readonly wasRestored: boolean;
}

export const restoreObject: Operation<RestoreObjectRequest, RestoreAnswer> = (input, call) => {
  const bucket = findBucket(call, input);
  const { RestoreRequest: request } = input;
  for (const member of ['Type', 'SelectParameters', 'OutputLocation'] as const) {
    if (request?.[member] !== undefined) throw notImplemented(member);
  }
  const row = findObject(call.globe, bucket, input.Key ?? '', input.VersionId, 'POST');
  const nowAt = call.globe.clock.now();
  if (request?.Days === undefined || request.Days < 1) throw malformedXml();
  if (row.restore !== undefined && row.restore.readyAt > nowAt) throw restoreAlreadyInProgress();
  const tier = request.GlacierJobParameters?.Tier ?? request.Tier ?? 'Standard';
  const restore = restoreFor(row, request.Days, tier, nowAt);
  if (restore === undefined) throw invalidObjectState(row.storageClass);
  changeObject(call.globe, bucket, row, { restore });
  if (restore.readyAt > nowAt) {
    recordEvent(call.globe, bucket, originOf(call), 'ObjectRestore:Post', {
      key: row.key,
      size: row.size,
      etag: row.etag,
      versionId: shownVersionId(bucket, row),
    });
  }
  return { wasRestored: row.restore !== undefined };
};
