import type { CreateGrantRequest, CreateGrantResponse } from '@aws-sdk/client-kms';
import type { Call, Operation } from '../../../contract/operation.ts';
import { dryRun, limitExceeded, unsupported, validation } from '../errors.ts';
import { keyById, type LocatedKey, requireUsable } from '../key.ts';
import { algorithmsOf } from '../key-spec.ts';
import { limits } from '../limits.ts';
import { type GrantRow, grants } from '../tables.ts';

function newGrant(input: CreateGrantRequest, call: Call, { row }: LocatedKey): GrantRow {
  const { EncryptionContextEquals: contextEquals, EncryptionContextSubset: contextSubset } = input.Constraints ?? {};
  if (contextEquals && contextSubset) {
    throw validation('Only one of EncryptionContextEquals and EncryptionContextSubset may be given.');
  }
  if ((contextEquals ?? contextSubset) && !algorithmsOf(row).includes('SYMMETRIC_DEFAULT')) {
    throw validation('Encryption context constraints are for symmetric encryption keys only.');
  }
  const { random } = call.globe;
  return {
    grantId: random.hex(64),
    keyId: row.keyId,
    token: random.hex(128),
    ...(input.Name !== undefined && { name: input.Name }),
    granteePrincipal: input.GranteePrincipal ?? '',
    ...(input.RetiringPrincipal !== undefined && { retiringPrincipal: input.RetiringPrincipal }),
    issuingAccount: call.caller.account,
    operations: input.Operations ?? [],
    ...(contextSubset && { contextSubset }),
    ...(contextEquals && { contextEquals }),
    createdAt: call.globe.clock.now(),
  };
}

/** A named grant that is there already, the same in everything. */
function sameAs(grant: GrantRow, every: readonly GrantRow[]): GrantRow | undefined {
  const content = (each: GrantRow) => JSON.stringify({ ...each, grantId: '', token: '', createdAt: 0 });
  return grant.name === undefined ? undefined : every.find((other) => content(other) === content(grant));
}

export const createGrant: Operation<CreateGrantRequest, CreateGrantResponse> = (input, call) => {
  if ('SourceArn' in (input.Constraints ?? {})) throw unsupported('Constraints.SourceArn is not supported.');
  const key = keyById(call, input.KeyId);
  requireUsable(key.row, key.row.usage, 'CreateGrant');
  const rows = call.globe.store.collection(grants, key.scope, key.row.keyId);
  const grant = newGrant(input, call, key);
  const existing = sameAs(grant, [...rows.range()]);
  if (!existing && rows.size >= limits.grantsPerKey) {
    throw limitExceeded(`Key ${key.row.arn} has reached its limit of ${limits.grantsPerKey} grants.`);
  }
  if (input.DryRun) throw dryRun();
  if (!existing) rows.put(grant);
  const { grantId, token } = existing ?? grant;
  return { GrantId: grantId, GrantToken: token };
};
