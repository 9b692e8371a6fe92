import type { GetKeyRotationStatusRequest, GetKeyRotationStatusResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { keyById } from '../key.ts';

export const getKeyRotationStatus: Operation<GetKeyRotationStatusRequest, GetKeyRotationStatusResponse> = (
  input,
  call,
) => {
  const { arn, rotation, state } = keyById(call, input.KeyId).row;
  if (!rotation) return { KeyId: arn, KeyRotationEnabled: false };
  return {
    KeyId: arn,
    // AWS: a key that waits for its deletion tells that it is not rotated.
    KeyRotationEnabled: state !== 'PendingDeletion',
    RotationPeriodInDays: rotation.periodInDays,
    NextRotationDate: new Date(rotation.nextAt),
  };
};
