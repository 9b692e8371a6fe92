import type { DeleteResourcePolicyInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { resourceNotFound } from '../errors.ts';
import { requireResource } from '../tagged-resource.ts';

export const deleteResourcePolicy: Operation<DeleteResourcePolicyInput, object> = (input, call) => {
  const resource = requireResource(input.ResourceARN ?? '', call);
  if (resource.policy === undefined) throw resourceNotFound(`No resource policy found for ${input.ResourceARN}.`);
  resource.change({ policy: undefined });
  return {};
};
