import type { AnyOperation } from '../../contract/operation.ts';
import { acceptHandshake } from './operations/accept-handshake.ts';
import { attachPolicy } from './operations/attach-policy.ts';
import { createAccount } from './operations/create-account.ts';
import { createOrganization } from './operations/create-organization.ts';
import { createOrganizationalUnit } from './operations/create-organizational-unit.ts';
import { createPolicy } from './operations/create-policy.ts';
import { deleteOrganization } from './operations/delete-organization.ts';
import { deleteOrganizationalUnit } from './operations/delete-organizational-unit.ts';
import { deletePolicy } from './operations/delete-policy.ts';
import { describeAccount } from './operations/describe-account.ts';
import { describeCreateAccountStatus } from './operations/describe-create-account-status.ts';
import { describeOrganization } from './operations/describe-organization.ts';
import { describeOrganizationalUnit } from './operations/describe-organizational-unit.ts';
import { describePolicy } from './operations/describe-policy.ts';
import { detachPolicy } from './operations/detach-policy.ts';
import { disablePolicyType } from './operations/disable-policy-type.ts';
import { enablePolicyType } from './operations/enable-policy-type.ts';
import { inviteAccountToOrganization } from './operations/invite-account-to-organization.ts';
import { listAccounts } from './operations/list-accounts.ts';
import { listAccountsForParent } from './operations/list-accounts-for-parent.ts';
import { listOrganizationalUnitsForParent } from './operations/list-organizational-units-for-parent.ts';
import { listParents } from './operations/list-parents.ts';
import { listPolicies } from './operations/list-policies.ts';
import { listPoliciesForTarget } from './operations/list-policies-for-target.ts';
import { listRoots } from './operations/list-roots.ts';
import { listTargetsForPolicy } from './operations/list-targets-for-policy.ts';
import { moveAccount } from './operations/move-account.ts';
import { removeAccountFromOrganization } from './operations/remove-account-from-organization.ts';
import { updatePolicy } from './operations/update-policy.ts';

/** By AWS's name. */
export const operations = {
  AcceptHandshake: acceptHandshake,
  AttachPolicy: attachPolicy,
  CreateAccount: createAccount,
  CreateOrganization: createOrganization,
  CreateOrganizationalUnit: createOrganizationalUnit,
  CreatePolicy: createPolicy,
  DeleteOrganization: deleteOrganization,
  DeleteOrganizationalUnit: deleteOrganizationalUnit,
  DeletePolicy: deletePolicy,
  DescribeAccount: describeAccount,
  DescribeCreateAccountStatus: describeCreateAccountStatus,
  DescribeOrganization: describeOrganization,
  DescribeOrganizationalUnit: describeOrganizationalUnit,
  DescribePolicy: describePolicy,
  DetachPolicy: detachPolicy,
  DisablePolicyType: disablePolicyType,
  EnablePolicyType: enablePolicyType,
  InviteAccountToOrganization: inviteAccountToOrganization,
  ListAccounts: listAccounts,
  ListAccountsForParent: listAccountsForParent,
  ListOrganizationalUnitsForParent: listOrganizationalUnitsForParent,
  ListParents: listParents,
  ListPolicies: listPolicies,
  ListPoliciesForTarget: listPoliciesForTarget,
  ListRoots: listRoots,
  ListTargetsForPolicy: listTargetsForPolicy,
  MoveAccount: moveAccount,
  RemoveAccountFromOrganization: removeAccountFromOrganization,
  UpdatePolicy: updatePolicy,
} satisfies Readonly<Record<string, AnyOperation>>;
