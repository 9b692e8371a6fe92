import type { PutBucketEncryptionRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';
import { invalidArgument, malformedXml } from '../errors.ts';

export const putBucketEncryption: Operation<PutBucketEncryptionRequest, object> = (input, call) => {
  const rules = input.ServerSideEncryptionConfiguration?.Rules ?? [];
  const byDefault = rules[0]?.ApplyServerSideEncryptionByDefault;
  if (rules.length !== 1 || byDefault?.SSEAlgorithm === undefined) throw malformedXml();
  if (byDefault.SSEAlgorithm === 'AES256' && byDefault.KMSMasterKeyID !== undefined) {
    throw invalidArgument(
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
      'ApplyServerSideEncryptionByDefault',
      byDefault.SSEAlgorithm,
    );
  }
  changeBucket(call, input, {
    encryption: { Rules: rules.map((rule) => ({ ...rule, BucketKeyEnabled: rule.BucketKeyEnabled ?? false })) },
  });
  return {};
};
