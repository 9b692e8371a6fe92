import type { AccessRule } from '../../contract/operation.ts';

/** AWS: Service Authorization Reference, "AWS Security Token Service". */
export const access: Readonly<Record<string, AccessRule>> = {
  // The role's trust policy decides, together with the caller's own policies: see the operation.
  AssumeRole: () => [],
  GetAccessKeyInfo: () => [{ action: 'sts:GetAccessKeyInfo', resource: '*' }],
  GetCallerIdentity: () => [],
  GetSessionToken: () => [],
};
