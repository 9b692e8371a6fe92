import type { AttachPolicyRequest } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { duplicateAttachment, policyTypeNotEnabled } from '../errors.ts';
import { policiesOf, requireManagement, requireTarget } from '../organization.ts';
import { requirePolicy } from '../policy.ts';

export const attachPolicy: Operation<AttachPolicyRequest, object> = (input, call) => {
  const organization = requireManagement(call);
  const row = requirePolicy(call, input.PolicyId);
  const { id } = requireTarget(call, organization, input.TargetId);
  if (!organization.enabledPolicyTypes.includes(row.type)) throw policyTypeNotEnabled();
  if (row.targetIds.includes(id)) throw duplicateAttachment();
  policiesOf(call).put({ ...row, targetIds: [...row.targetIds, id] });
  return {};
};
