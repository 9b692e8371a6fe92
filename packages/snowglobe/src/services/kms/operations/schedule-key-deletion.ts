import type { ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { scheduleDeletion } from '../due-work.ts';
import { validation } from '../errors.ts';
import { ownKey, saveKey } from '../key.ts';
import { dayMs, limits } from '../limits.ts';

export const scheduleKeyDeletion: Operation<ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse> = (
  input,
  call,
) => {
  const { least, most } = limits.deletionWindowInDays;
  const days = input.PendingWindowInDays ?? most;
  if (days < least || days > most)
    throw validation(`PendingWindowInDays must be between ${least} and ${most} (inclusive)`);
  const key = ownKey(call, input.KeyId, 'ScheduleKeyDeletion');
  const deletionAt = call.globe.clock.now() + days * dayMs;
  const { arn, keyId } = saveKey(call.globe, key, { state: 'PendingDeletion', deletionAt });
  scheduleDeletion(call.globe, key.scope, keyId, deletionAt);
  return {
    KeyId: arn,
    DeletionDate: new Date(deletionAt),
    KeyState: 'PendingDeletion',
    PendingWindowInDays: days,
  };
};
