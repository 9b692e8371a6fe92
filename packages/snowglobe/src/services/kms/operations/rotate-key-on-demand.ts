import type { RotateKeyOnDemandRequest, RotateKeyOnDemandResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { rotated } from '../due-work.ts';
import { limitExceeded } from '../errors.ts';
import { saveKey } from '../key.ts';
import { limits } from '../limits.ts';
import { rotatableKey } from '../rotation.ts';

export const rotateKeyOnDemand: Operation<RotateKeyOnDemandRequest, RotateKeyOnDemandResponse> = (input, call) => {
  const key = rotatableKey(call, input.KeyId, 'RotateKeyOnDemand');
  const soFar = key.row.materials.filter(({ rotationType }) => rotationType === 'ON_DEMAND').length;
  if (soFar >= limits.onDemandRotations) {
    throw limitExceeded(`Key ${key.row.arn} has reached its limit of ${limits.onDemandRotations} on-demand rotations.`);
  }
  saveKey(call.globe, key, {
    materials: [...key.row.materials, rotated('ON_DEMAND', call.globe.clock.now())],
  });
  return { KeyId: key.row.arn };
};
