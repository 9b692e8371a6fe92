import type { PutBucketVersioningRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket, findBucket } from '../bucket.ts';
import { illegalVersioningConfiguration, invalidBucketState, malformedXml, notImplemented } from '../errors.ts';

export const putBucketVersioning: Operation<PutBucketVersioningRequest, object> = (input, call) => {
  const { Status: status, MFADelete } = input.VersioningConfiguration ?? {};
  if (MFADelete === 'Enabled') throw notImplemented('MfaDelete');
  if (status === undefined) throw illegalVersioningConfiguration();
  if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml();
  if (status === 'Suspended' && findBucket(call, input).objectLock !== undefined) {
    throw invalidBucketState(
      'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
    );
  }
  if (status === 'Suspended' && findBucket(call, input).replication !== undefined) {
    throw invalidBucketState(
      'A replication configuration is present on this bucket, so you cannot change the versioning state. To change the versioning state, first delete the replication configuration.',
    );
  }
  changeBucket(call, input, { versioning: status });
  return {};
};
