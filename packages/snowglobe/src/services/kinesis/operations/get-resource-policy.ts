import type { GetResourcePolicyInput, GetResourcePolicyOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { requireResource } from '../tagged-resource.ts';

/** AWS answers `{}` for a resource without a policy. */
export const getResourcePolicy: Operation<GetResourcePolicyInput, GetResourcePolicyOutput> = (input, call) => ({
  Policy: requireResource(input.ResourceARN ?? '', call).policy ?? '{}',
});
