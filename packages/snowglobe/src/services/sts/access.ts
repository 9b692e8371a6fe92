import type { AccessRule } from '../../contract/operation.ts';

/** AWS: Service Authorization Reference, "AWS Security Token Service". */
export const access: Readonly<Record<string, AccessRule>> = {
  // The role's trust policy decides, together with the caller's own policies: see the operation.
  AssumeRole: () => [],
  // The role's trust policy alone decides about the token.
  AssumeRoleWithWebIdentity: () => [],
  GetAccessKeyInfo: () => [{ action: 'sts:GetAccessKeyInfo', resource: '*' }],
  GetCallerIdentity: () => [],
  GetFederationToken: ({ Name = '' }: { readonly Name?: string }, { scope }) => [
    { action: 'sts:GetFederationToken', resource: `arn:aws:sts::${scope.account}:federated-user/${Name}` },
  ],
  GetSessionToken: () => [],
};
