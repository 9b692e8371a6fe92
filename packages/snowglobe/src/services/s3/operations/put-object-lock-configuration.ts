import type { PutObjectLockConfigurationOutput, PutObjectLockConfigurationRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket, findBucket } from '../bucket.ts';
import { invalidArgument, invalidBucketState, malformedXml } from '../errors.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html: on existing buckets too, if versioned. */
export const putObjectLockConfiguration: Operation<
  PutObjectLockConfigurationRequest,
  PutObjectLockConfigurationOutput
> = (input, call) => {
  const configuration = input.ObjectLockConfiguration;
  if (configuration?.ObjectLockEnabled !== 'Enabled') throw malformedXml();
  if (findBucket(call, input).versioning !== 'Enabled') {
    throw invalidBucketState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
  }
  if (configuration.Rule !== undefined) checkDefaultRetention(configuration.Rule.DefaultRetention ?? {});
  changeBucket(call, input, { objectLock: configuration });
  return {};
};

interface DefaultRetention {
  readonly Mode?: string | undefined;
  readonly Days?: number | undefined;
  readonly Years?: number | undefined;
}

function checkDefaultRetention({ Mode, Days, Years }: DefaultRetention): void {
  if (Mode !== 'GOVERNANCE' && Mode !== 'COMPLIANCE') throw malformedXml();
  if ((Days === undefined) === (Years === undefined)) throw malformedXml();
  if ((Days ?? Years ?? 0) <= 0) {
    throw invalidArgument('Default retention period must be a positive integer value.', 'Days', Days ?? Years);
  }
}
