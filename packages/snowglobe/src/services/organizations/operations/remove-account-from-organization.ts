import type { RemoveAccountFromOrganizationRequest } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { requireAccount } from '../account.ts';
import { notManagementAccount } from '../errors.ts';
import { accountsOf, requireManagement } from '../organization.ts';
import { leaveTarget } from '../policy.ts';

export const removeAccountFromOrganization: Operation<RemoveAccountFromOrganizationRequest, object> = (input, call) => {
  const organization = requireManagement(call);
  const row = requireAccount(call, input.AccountId);
  if (row.accountId === organization.managementAccount) throw notManagementAccount();
  accountsOf(call).delete(row.accountId);
  leaveTarget(call, row.accountId);
  return {};
};
