import type { Organization, Root } from '@aws-sdk/client-organizations';
import {
  type OrganizationAccountRow,
  type OrganizationalUnitRow,
  type OrganizationPolicyRow,
  type OrganizationPolicyType,
  type OrganizationRow,
  organizationAccounts,
  organizationalUnits,
  organizationPolicies,
  organizations,
} from '../../access/organization-tables.ts';
import type { Call } from '../../contract/operation.ts';
import { everywhere } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { notInUse, notManagementAccount, parentNotFound, targetNotFound, unsupportedPolicyType } from './errors.ts';

export const accountsOf = (call: Call): Collection<OrganizationAccountRow> =>
  call.globe.store.collection(organizationAccounts, everywhere);
export const unitsOf = (call: Call): Collection<OrganizationalUnitRow> =>
  call.globe.store.collection(organizationalUnits, everywhere);
export const policiesOf = (call: Call): Collection<OrganizationPolicyRow> =>
  call.globe.store.collection(organizationPolicies, everywhere);
export const organizationsOf = (call: Call): Collection<OrganizationRow> =>
  call.globe.store.collection(organizations, everywhere);

/** The caller's organization; throws when its account is in none. */
export function requireOrganization(call: Call): OrganizationRow {
  const row = organizationsOf(call).get('organization');
  if (!row || !accountsOf(call).has(call.scope.account)) throw notInUse();
  return row;
}

/** The same, for what only the management account may do. */
export function requireManagement(call: Call): OrganizationRow {
  const row = requireOrganization(call);
  if (row.managementAccount !== call.scope.account) throw notManagementAccount();
  return row;
}

export function organizationArn({ managementAccount, organizationId }: OrganizationRow): string {
  return `arn:aws:organizations::${managementAccount}:organization/${organizationId}`;
}

/** The ARN of something inside: kind `root`, `ou` or `account`. */
export function memberArn({ managementAccount, organizationId }: OrganizationRow, kind: string, id: string): string {
  return `arn:aws:organizations::${managementAccount}:${kind}/${organizationId}/${id}`;
}

export function describeOrganization(call: Call, row: OrganizationRow): Organization {
  const manager = accountsOf(call).get(row.managementAccount);
  return {
    Id: row.organizationId,
    Arn: organizationArn(row),
    FeatureSet: row.featureSet,
    MasterAccountArn: memberArn(row, 'account', row.managementAccount),
    MasterAccountId: row.managementAccount,
    MasterAccountEmail: manager?.email,
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  };
}

export function describeRoot(row: OrganizationRow): Root {
  return {
    Id: row.rootId,
    Arn: memberArn(row, 'root', row.rootId),
    Name: 'Root',
    PolicyTypes: row.enabledPolicyTypes.map((Type) => ({ Type, Status: 'ENABLED' })),
  };
}

/** Whatever policies hang on. */
export interface Target {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly type: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT';
}

/** Every root, unit and account. */
export function targetsOf(call: Call, row: OrganizationRow): readonly Target[] {
  const units = [...unitsOf(call).range()];
  const accounts = [...accountsOf(call).range()];
  return [
    { id: row.rootId, arn: memberArn(row, 'root', row.rootId), name: 'Root', type: 'ROOT' },
    ...units.map(({ unitId: id, name }): Target => {
      return { id, name, arn: memberArn(row, 'ou', id), type: 'ORGANIZATIONAL_UNIT' };
    }),
    ...accounts.map(({ accountId: id, name }): Target => {
      return { id, name, arn: memberArn(row, 'account', id), type: 'ACCOUNT' };
    }),
  ];
}

export function requireTarget(call: Call, row: OrganizationRow, id: string | undefined): Target {
  const target = targetsOf(call, row).find((each) => each.id === id);
  if (!target) throw targetNotFound();
  return target;
}

/** The id, when it is the root's or a unit's. */
export function requireParent(call: Call, row: OrganizationRow, id: string | undefined): string {
  if (id === undefined || (id !== row.rootId && !unitsOf(call).has(id))) throw parentNotFound();
  return id;
}

/** The type, when it is one that decides about access. */
export function supportedType(type: string | undefined): OrganizationPolicyType {
  if (type === 'SERVICE_CONTROL_POLICY' || type === 'RESOURCE_CONTROL_POLICY') return type;
  throw unsupportedPolicyType(type ?? '');
}
