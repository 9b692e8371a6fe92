import { AwsError } from '../../../contract/aws-error.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html */
export type FailureReason =
  | 'AssumeRoleNotPermitted'
  | 'SrcBucketReplicationConfigMissing'
  | 'SrcGetObjectNotPermitted'
  | 'SrcGetTaggingNotPermitted'
  | 'SrcKmsKeyInvalidState'
  | 'DstBucketNotFound'
  | 'DstBucketUnversioned'
  | 'DstBucketObjectLockConfigMissing'
  | 'DstPutObjNotPermitted'
  | 'DstPutTaggingNotPermitted'
  | 'DstDelObjNotPermitted'
  | 'DstKmsKeyInvalidState'
  | 'DstKmsKeyNotFound';

/** Why a version could not be replicated, for good: S3 does not try again. */
export class ReplicationFailure extends Error {
  override readonly name = 'ReplicationFailure';
  readonly reason: FailureReason;

  constructor(reason: FailureReason, detail?: string) {
    super(detail ?? reason);
    this.reason = reason;
  }
}

/** Turns a refusal (an AwsError) into the reason for a failure. */
export function failingAs<T>(reason: FailureReason, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asFailure(reason, error);
  }
}

export async function failingLaterAs<T>(reason: FailureReason, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asFailure(reason, error);
  }
}

/** A service that is not available now may be later: that is no failure. */
function asFailure(reason: FailureReason, error: unknown): unknown {
  if (!(error instanceof AwsError) || (error.options.status ?? 400) >= 500) return error;
  return new ReplicationFailure(reason, error.message);
}
