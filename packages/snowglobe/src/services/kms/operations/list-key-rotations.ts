import type { ListKeyRotationsRequest, ListKeyRotationsResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { unsupported } from '../errors.ts';
import { keyById } from '../key.ts';
import { limits } from '../limits.ts';
import { pageOf } from '../page.ts';

/** The completed rotations, oldest first. */
export const listKeyRotations: Operation<ListKeyRotationsRequest, ListKeyRotationsResponse> = (input, call) => {
  if (input.IncludeKeyMaterial === 'ALL_KEY_MATERIAL') {
    throw unsupported('IncludeKeyMaterial ALL_KEY_MATERIAL is not supported.');
  }
  const { arn, materials } = keyById(call, input.KeyId).row;
  const rotations = materials.flatMap(({ createdAt, rotationType }, index) =>
    rotationType === undefined ? [] : [{ index: String(index).padStart(6, '0'), createdAt, rotationType }],
  );
  const { page, rest } = pageOf(rotations, ({ index }) => index, input, limits.pageSize);
  const Rotations = page.map(({ createdAt, rotationType }) => ({
    KeyId: arn,
    RotationDate: new Date(createdAt),
    RotationType: rotationType,
  }));
  return { Rotations, ...rest };
};
