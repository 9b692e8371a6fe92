import type { PutObjectRetentionOutput, PutObjectRetentionRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { malformedXml } from '../errors.ts';
import { checkedRetention, checkLockable, checkRetentionChange } from '../object-lock.ts';
import type { Retention } from '../tables.ts';
import { changeReplicated, findObject } from '../versions.ts';

export const putObjectRetention: Operation<PutObjectRetentionRequest, PutObjectRetentionOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  checkLockable(bucket);
  const row = findObject(call.globe, bucket, input.Key ?? '', input.VersionId, 'PUT');
  const nowAt = call.globe.clock.now();
  const retention = requestedRetention(input.Retention, nowAt);
  checkRetentionChange(row.retention, retention, input.BypassGovernanceRetention === true, nowAt);
  changeReplicated(call.globe, bucket, row, { retention }, call.cause);
  return {};
};

/** An empty Retention removes it. */
function requestedRetention(requested: PutObjectRetentionRequest['Retention'], nowAt: number): Retention | undefined {
  const { Mode: mode, RetainUntilDate: until } = requested ?? {};
  if (mode === undefined && until === undefined) return undefined;
  if (mode === undefined || until === undefined) throw malformedXml();
  return checkedRetention(mode, until, nowAt);
}
