import type { Principal } from '../../../contract/principal.ts';
import type { Matched } from './exchange.ts';

/** `$context.identity` of a signed request. AWS: "Variables for data transformations", `$context.identity`. */
export interface SignerVariables {
  readonly accessKey?: string | undefined;
  readonly accountId?: string | undefined;
  readonly caller?: string | undefined;
  readonly user?: string | undefined;
  readonly userArn?: string | undefined;
}

export function signerVariables({ matched }: { readonly matched: Matched | undefined }): SignerVariables {
  const { principal, accessKeyId } = matched?.signer ?? {};
  if (!principal) return {};
  const id = userIdOf(principal);
  return { accessKey: accessKeyId, accountId: principal.account, caller: id, user: id, userArn: arnOf(principal) };
}

function userIdOf(principal: Principal): string {
  return principal.kind === 'user' || principal.kind === 'assumed-role' ? principal.userId : principal.account;
}

function arnOf(principal: Principal): string {
  if (principal.kind === 'user' || principal.kind === 'assumed-role') return principal.arn;
  return `arn:aws:iam::${principal.account}:root`;
}
