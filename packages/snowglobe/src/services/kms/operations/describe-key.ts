import type { DescribeKeyRequest, DescribeKeyResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { getKey, keyMetadata } from '../key.ts';

export const describeKey: Operation<DescribeKeyRequest, DescribeKeyResponse> = (input, call) => ({
  KeyMetadata: keyMetadata(getKey(call, input.KeyId ?? '')),
});
