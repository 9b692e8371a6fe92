import type { GetInstanceProfileRequest, GetInstanceProfileResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { describeProfile, profileNamed } from '../instance-profile.ts';

export const getInstanceProfile: Operation<GetInstanceProfileRequest, GetInstanceProfileResponse> = (input, call) => {
  return { InstanceProfile: describeProfile(call, profileNamed(call, input.InstanceProfileName)) };
};
