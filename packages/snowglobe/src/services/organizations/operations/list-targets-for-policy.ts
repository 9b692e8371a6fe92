import type { ListTargetsForPolicyRequest, ListTargetsForPolicyResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { requireManagement, targetsOf } from '../organization.ts';
import { pageOf } from '../page.ts';
import { requirePolicy } from '../policy.ts';

export const listTargetsForPolicy: Operation<ListTargetsForPolicyRequest, ListTargetsForPolicyResponse> = (
  input,
  call,
) => {
  const organization = requireManagement(call);
  const { targetIds } = requirePolicy(call, input.PolicyId);
  const attached = targetsOf(call, organization).filter(({ id }) => targetIds.includes(id));
  const { page, next } = pageOf(attached, input);
  return {
    Targets: page.map(({ id, arn, name, type }) => ({ TargetId: id, Arn: arn, Name: name, Type: type })),
    ...next,
  };
};
