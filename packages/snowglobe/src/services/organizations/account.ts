import type { Account, CreateAccountStatus, Handshake } from '@aws-sdk/client-organizations';
import {
  type OrganizationAccountRow,
  type OrganizationHandshakeRow,
  type OrganizationRow,
  organizationHandshakes,
} from '../../access/organization-tables.ts';
import type { Call } from '../../contract/operation.ts';
import { everywhere } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { accountNotFound, alreadyInOrganization } from './errors.ts';
import { accountsOf, memberArn } from './organization.ts';
import { welcomeTarget } from './policy.ts';

export const handshakesOf = (call: Call): Collection<OrganizationHandshakeRow> =>
  call.globe.store.collection(organizationHandshakes, everywhere);

export function requireAccount(call: Call, id: string | undefined): OrganizationAccountRow {
  const row = accountsOf(call).get(id ?? '');
  if (!row) throw accountNotFound();
  return row;
}

export function describeAccount(organization: OrganizationRow, row: OrganizationAccountRow): Account {
  return {
    Id: row.accountId,
    Arn: memberArn(organization, 'account', row.accountId),
    Email: row.email,
    Name: row.name,
    Status: 'ACTIVE',
    State: 'ACTIVE',
    JoinedMethod: row.joinedMethod,
    JoinedTimestamp: new Date(row.joinedAt),
  };
}

type NewAccount = Pick<OrganizationAccountRow, 'accountId' | 'name' | 'email' | 'joinedMethod'>;

/** Puts an account in the organization's root. */
export function joinOrganization(call: Call, organization: OrganizationRow, account: NewAccount): void {
  if (accountsOf(call).has(account.accountId)) throw alreadyInOrganization();
  accountsOf(call).put({ ...account, parentId: organization.rootId, joinedAt: call.globe.clock.now() });
  welcomeTarget(call, organization, account.accountId);
}

export function describeStatus(row: OrganizationHandshakeRow, State: 'IN_PROGRESS' | 'SUCCEEDED'): CreateAccountStatus {
  const at = new Date(row.requestedAt);
  return {
    Id: row.handshakeId,
    AccountName: row.name,
    State,
    RequestedTimestamp: at,
    ...(State === 'SUCCEEDED' && { AccountId: row.accountId, CompletedTimestamp: at }),
  };
}

const invitationMs = 15 * 86_400_000;

export function describeHandshake(organization: OrganizationRow, row: OrganizationHandshakeRow): Handshake {
  return {
    Id: row.handshakeId,
    Arn: `arn:aws:organizations::${organization.managementAccount}:handshake/${organization.organizationId}/invite/${row.handshakeId}`,
    Parties: [
      { Id: organization.organizationId.slice(2), Type: 'ORGANIZATION' },
      { Id: row.accountId, Type: 'ACCOUNT' },
    ],
    State: row.state === 'SUCCEEDED' ? 'ACCEPTED' : row.state,
    Action: 'INVITE',
    RequestedTimestamp: new Date(row.requestedAt),
    ExpirationTimestamp: new Date(row.requestedAt + invitationMs),
  };
}
