import type { EnableKeyRotationRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { scheduleRotation } from '../due-work.ts';
import { saveKey } from '../key.ts';
import { dayMs, limits } from '../limits.ts';
import { rotatableKey } from '../rotation.ts';

export const enableKeyRotation: Operation<EnableKeyRotationRequest, object> = (input, call) => {
  const key = rotatableKey(call, input.KeyId, 'EnableKeyRotation');
  const periodInDays = input.RotationPeriodInDays ?? limits.rotationPeriodInDays;
  const nextAt = call.globe.clock.now() + periodInDays * dayMs;
  saveKey(call.globe, key, { rotation: { periodInDays, nextAt } });
  scheduleRotation(call.globe, key.scope, key.row.keyId, nextAt);
  return {};
};
