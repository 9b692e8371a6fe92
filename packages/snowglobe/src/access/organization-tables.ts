import type { TableDefinition } from '../contract/table.ts';

export type OrganizationPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

/** The one organization of a globe. Its tables lie in the scope of everywhere: they bind accounts together. */
export interface OrganizationRow {
  /** `o-` and ten characters. */
  readonly organizationId: string;
  readonly managementAccount: string;
  /** `r-` and four characters. */
  readonly rootId: string;
  readonly featureSet: 'ALL' | 'CONSOLIDATED_BILLING';
  readonly enabledPolicyTypes: readonly OrganizationPolicyType[];
}

export interface OrganizationAccountRow {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  /** The root or organizational unit that it is in. */
  readonly parentId: string;
  readonly joinedMethod: 'CREATED' | 'INVITED';
  /** Epoch ms. */
  readonly joinedAt: number;
}

export interface OrganizationalUnitRow {
  /** `ou-`, the root's four characters, and eight more. */
  readonly unitId: string;
  readonly name: string;
  readonly parentId: string;
}

export interface OrganizationPolicyRow {
  /** `p-` and eight characters. */
  readonly policyId: string;
  readonly type: OrganizationPolicyType;
  readonly name: string;
  readonly description: string;
  readonly content: string;
  readonly awsManaged: boolean;
  /** Roots, organizational units and accounts that it is attached to. */
  readonly targetIds: readonly string[];
}

/** An account's creation, or an invitation that was sent to one. */
export interface OrganizationHandshakeRow {
  /** `car-...` or `h-...` */
  readonly handshakeId: string;
  readonly accountId: string;
  readonly name: string;
  readonly state: 'OPEN' | 'ACCEPTED' | 'DECLINED' | 'CANCELED' | 'SUCCEEDED';
  /** Epoch ms. */
  readonly requestedAt: number;
}

export const organizations: TableDefinition<OrganizationRow> = {
  name: 'organizations/organizations',
  key: () => 'organization',
};
export const organizationAccounts: TableDefinition<OrganizationAccountRow> = {
  name: 'organizations/accounts',
  key: (row) => row.accountId,
};
export const organizationalUnits: TableDefinition<OrganizationalUnitRow> = {
  name: 'organizations/units',
  key: (row) => row.unitId,
};
export const organizationPolicies: TableDefinition<OrganizationPolicyRow> = {
  name: 'organizations/policies',
  key: (row) => row.policyId,
};
export const organizationHandshakes: TableDefinition<OrganizationHandshakeRow> = {
  name: 'organizations/handshakes',
  key: (row) => row.handshakeId,
};
