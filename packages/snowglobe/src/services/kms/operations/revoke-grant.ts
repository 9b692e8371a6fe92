import type { RevokeGrantRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { dryRun, notFound } from '../errors.ts';
import { keyById } from '../key.ts';
import { grants } from '../tables.ts';

export const revokeGrant: Operation<RevokeGrantRequest, object> = (input, call) => {
  const { row, scope } = keyById(call, input.KeyId);
  const rows = call.globe.store.collection(grants, scope, row.keyId);
  if (!rows.has(input.GrantId ?? '')) throw notFound(`Grant ID ${input.GrantId} not found`);
  if (input.DryRun) throw dryRun();
  rows.delete(input.GrantId ?? '');
  return {};
};
