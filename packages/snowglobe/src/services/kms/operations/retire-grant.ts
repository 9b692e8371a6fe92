import type { RetireGrantRequest } from '@aws-sdk/client-kms';
import type { Call, Operation } from '../../../contract/operation.ts';
import type { Principal } from '../../../contract/principal.ts';
import type { Scope } from '../../../contract/scope.ts';
import { dryRun, invalidGrantToken, notFound, validation } from '../errors.ts';
import { keyArn, keyById } from '../key.ts';
import { type GrantRow, grants } from '../tables.ts';

interface LocatedGrant {
  readonly scope: Scope;
  readonly grant: GrantRow;
}

function findGrant(input: RetireGrantRequest, call: Call): LocatedGrant {
  if (input.GrantToken !== undefined) {
    for (const { scope, rows } of call.globe.store.everyCollection(grants)) {
      const grant = [...rows.range()].find(({ token }) => token === input.GrantToken);
      if (grant) return { scope, grant };
    }
    throw invalidGrantToken();
  }
  if (input.KeyId === undefined || input.GrantId === undefined) {
    throw validation('Either GrantToken, or KeyId and GrantId must be given.');
  }
  const { row, scope } = keyById(call, input.KeyId);
  const grant = call.globe.store.collection(grants, scope, row.keyId).get(input.GrantId);
  if (!grant) throw notFound(`Grant ID ${input.GrantId} not found`);
  return { scope, grant };
}

/** The names by which a grant may mean a principal. */
function namesOf(principal: Principal): readonly string[] {
  switch (principal.kind) {
    case 'user':
      return [principal.arn];
    case 'assumed-role':
      return [principal.arn, principal.roleArn];
    case 'service':
      return [principal.service];
    case 'root':
      return [`arn:aws:iam::${principal.account}:root`];
    case 'anonymous':
      return [];
  }
}

function mayRetire(principal: Principal, { grant, scope }: LocatedGrant): boolean {
  const names = namesOf(principal);
  if (principal.kind === 'root' && [scope.account, grant.issuingAccount].includes(principal.account)) return true;
  if (grant.retiringPrincipal !== undefined && names.includes(grant.retiringPrincipal)) return true;
  return grant.operations.includes('RetireGrant') && names.includes(grant.granteePrincipal);
}

export const retireGrant: Operation<RetireGrantRequest, object> = (input, call) => {
  const found = findGrant(input, call);
  const { grant, scope } = found;
  if (!mayRetire(call.caller, found)) {
    call.authorize({ action: 'kms:RetireGrant', resource: keyArn(scope, grant.keyId) });
  }
  if (input.DryRun) throw dryRun();
  call.globe.store.collection(grants, scope, grant.keyId).delete(grant.grantId);
  return {};
};
