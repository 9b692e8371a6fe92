import type { Principal } from '../../contract/principal.ts';

/** Who signed a request. */
export interface Signer {
  readonly principal: Principal;
  readonly accessKeyId: string;
}

/** `AIDA...`, `AROA...:SESSION`; an account's root is its number. */
export function userIdOf({ principal }: Signer): string {
  return principal.kind === 'user' || principal.kind === 'assumed-role' ? principal.userId : principal.account;
}

export function userArnOf({ principal }: Signer): string {
  if (principal.kind === 'user' || principal.kind === 'assumed-role') return principal.arn;
  return `arn:aws:iam::${principal.account}:root`;
}
