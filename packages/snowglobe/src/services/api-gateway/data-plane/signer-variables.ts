import { userArnOf, userIdOf } from '../../execute-api/signer.ts';
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
  const signer = matched?.signer;
  if (!signer) return {};
  const id = userIdOf(signer);
  const { account: accountId } = signer.principal;
  return { accessKey: signer.accessKeyId, accountId, caller: id, user: id, userArn: userArnOf(signer) };
}
