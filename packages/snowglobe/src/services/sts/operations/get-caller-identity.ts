import type { GetCallerIdentityRequest, GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import type { Operation } from '../../../contract/operation.ts';
import { missingToken } from '../errors.ts';

export const getCallerIdentity: Operation<GetCallerIdentityRequest, GetCallerIdentityResponse> = (_input, call) => {
  const { caller } = call;
  if (caller.kind === 'anonymous' || caller.kind === 'service') throw missingToken();
  const { account } = caller;
  if (caller.kind === 'root') return { UserId: account, Account: account, Arn: `arn:aws:iam::${account}:root` };
  return { UserId: caller.userId, Account: account, Arn: caller.arn };
};
