import type { EnablePolicyTypeRequest, EnablePolicyTypeResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { policyTypeAlreadyEnabled, rootNotFound } from '../errors.ts';
import { describeRoot, organizationsOf, requireManagement, supportedType } from '../organization.ts';
import { attachFullAccess } from '../policy.ts';

export const enablePolicyType: Operation<EnablePolicyTypeRequest, EnablePolicyTypeResponse> = (input, call) => {
  const organization = requireManagement(call);
  if (input.RootId !== organization.rootId) throw rootNotFound();
  const type = supportedType(input.PolicyType);
  if (organization.enabledPolicyTypes.includes(type)) throw policyTypeAlreadyEnabled();
  const changed = { ...organization, enabledPolicyTypes: [...organization.enabledPolicyTypes, type] };
  organizationsOf(call).put(changed);
  attachFullAccess(call, changed, type);
  return { Root: describeRoot(changed) };
};
