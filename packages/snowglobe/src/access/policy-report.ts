import { parseArn } from '../contract/arn.ts';
import type { Principal } from '../contract/principal.ts';
import type { Store } from '../contract/store.ts';
import { accessUseOf, type PermissionUse } from './access-use.ts';
import { roleSession } from './assume-role.ts';
import { policiesOf } from './identity-policies.ts';
import { type LeastPolicy, leastPolicy } from './least-policy.ts';
import { roles } from './tables.ts';
import { type UnusedGrant, unusedGrants } from './unused-grants.ts';

/** What one role or user needed so far, and what it has. */
export interface PrincipalReport {
  /** `role tasks-api` */
  readonly name: string;
  readonly arn: string;
  readonly policy: LeastPolicy;
  /** Asked for and refused. */
  readonly denied: readonly { readonly action: string; readonly resource: string; readonly times: number }[];
  readonly unused: readonly UnusedGrant[];
  /** Each permission that was asked for. */
  readonly uses: readonly PermissionUse[];
}

/** Reports of all roles, and of the users that asked for something; `roleName` picks one. */
export function policyReports(store: Store, roleName?: string): readonly PrincipalReport[] {
  const asked = new Map([...accessUseOf(store).principals()].map(([arn, use]) => [arn, use.principal]));
  for (const { rows } of store.everyCollection(roles)) {
    for (const role of rows.range()) if (!asked.has(role.arn)) asked.set(role.arn, roleSession(role, 'report'));
  }
  return [...asked]
    .filter(([arn]) => roleName === undefined || arn === roleName || arn.split('/').at(-1) === roleName)
    .map(([arn, principal]) => reportOf(store, arn, principal))
    .sort((a, b) => (a.arn < b.arn ? -1 : Number(a.arn > b.arn)));
}

function reportOf(store: Store, arn: string, principal: Principal): PrincipalReport {
  const ledger = [...accessUseOf(store).principals()].find(([known]) => known === arn)?.[1];
  const uses = [...(ledger?.permissions.values() ?? [])];
  const refused = uses.filter((use) => use.allowed === 0);
  return {
    name: (parseArn(arn)?.resource ?? arn).replace('/', ' '),
    arn,
    policy: leastPolicy(uses),
    denied: refused.map(({ action, resource, denied }) => ({ action, resource, times: denied })),
    unused: unusedGrants(policiesOf(store, principal).identityPolicies, uses),
    uses,
  };
}
