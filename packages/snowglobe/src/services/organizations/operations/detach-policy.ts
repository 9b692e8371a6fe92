import type { DetachPolicyRequest } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { lastPolicy, policyNotAttached } from '../errors.ts';
import { policiesOf, requireManagement, requireTarget } from '../organization.ts';
import { requirePolicy } from '../policy.ts';

export const detachPolicy: Operation<DetachPolicyRequest, object> = (input, call) => {
  const organization = requireManagement(call);
  const row = requirePolicy(call, input.PolicyId);
  const { id } = requireTarget(call, organization, input.TargetId);
  if (!row.targetIds.includes(id)) throw policyNotAttached();
  const attached = [...policiesOf(call).range()].filter(
    (each) => each.type === row.type && each.targetIds.includes(id),
  );
  if (attached.length === 1) throw lastPolicy();
  policiesOf(call).put({ ...row, targetIds: row.targetIds.filter((each) => each !== id) });
  return {};
};
