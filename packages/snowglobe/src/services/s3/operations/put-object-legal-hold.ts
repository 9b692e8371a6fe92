import type { PutObjectLegalHoldOutput, PutObjectLegalHoldRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { malformedXml } from '../errors.ts';
import { checkedLegalHold, checkLockable } from '../object-lock.ts';
import { changeReplicated, findObject } from '../versions.ts';

export const putObjectLegalHold: Operation<PutObjectLegalHoldRequest, PutObjectLegalHoldOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  checkLockable(bucket);
  const row = findObject(call.globe, bucket, input.Key ?? '', input.VersionId, 'PUT');
  const status = input.LegalHold?.Status;
  if (status === undefined) throw malformedXml();
  changeReplicated(call.globe, bucket, row, { legalHold: checkedLegalHold(status) }, call.cause);
  return {};
};
