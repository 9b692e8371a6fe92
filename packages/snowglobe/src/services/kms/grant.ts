import type { GrantListEntry } from '@aws-sdk/client-kms';
import type { Scope } from '../../contract/scope.ts';
import { keyArn } from './key.ts';
import type { GrantRow } from './tables.ts';

export function grantEntry(scope: Scope, grant: GrantRow): GrantListEntry {
  const subset = grant.contextSubset && { EncryptionContextSubset: { ...grant.contextSubset } };
  const equals = grant.contextEquals && { EncryptionContextEquals: { ...grant.contextEquals } };
  return {
    KeyId: keyArn(scope, grant.keyId),
    GrantId: grant.grantId,
    CreationDate: new Date(grant.createdAt),
    GranteePrincipal: grant.granteePrincipal,
    IssuingAccount: `arn:aws:iam::${grant.issuingAccount}:root`,
    Operations: [...grant.operations] as NonNullable<GrantListEntry['Operations']>,
    ...(grant.name !== undefined && { Name: grant.name }),
    ...(grant.retiringPrincipal !== undefined && { RetiringPrincipal: grant.retiringPrincipal }),
    ...((subset ?? equals) && { Constraints: { ...subset, ...equals } }),
  };
}
