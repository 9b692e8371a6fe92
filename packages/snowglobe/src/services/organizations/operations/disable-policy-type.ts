import type { DisablePolicyTypeRequest, DisablePolicyTypeResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { policyTypeNotEnabled, rootNotFound } from '../errors.ts';
import { describeRoot, organizationsOf, policiesOf, requireManagement, supportedType } from '../organization.ts';

export const disablePolicyType: Operation<DisablePolicyTypeRequest, DisablePolicyTypeResponse> = (input, call) => {
  const organization = requireManagement(call);
  if (input.RootId !== organization.rootId) throw rootNotFound();
  const type = supportedType(input.PolicyType);
  if (!organization.enabledPolicyTypes.includes(type)) throw policyTypeNotEnabled();
  const changed = {
    ...organization,
    enabledPolicyTypes: organization.enabledPolicyTypes.filter((each) => each !== type),
  };
  organizationsOf(call).put(changed);
  const rows = policiesOf(call);
  const ofType = [...rows.range()].filter((row) => row.type === type);
  for (const row of ofType) rows.put({ ...row, targetIds: [] });
  return { Root: describeRoot(changed) };
};
