import type { GetSessionTokenRequest, GetSessionTokenResponse } from '@aws-sdk/client-sts';
import { issueCredentials } from '../../../access/credentials.ts';
import type { Operation } from '../../../contract/operation.ts';
import { cannotUseSessionCredentials } from '../errors.ts';
import { limits } from '../limits.ts';
import { describeCredentials } from '../shown-credentials.ts';

export const getSessionToken: Operation<GetSessionTokenRequest, GetSessionTokenResponse> = (input, call) => {
  const { caller } = call;
  const isLongTerm = caller.kind === 'root' || (caller.kind === 'user' && caller.tokenIssuedAt === undefined);
  if (!isLongTerm) throw cannotUseSessionCredentials('GetSessionToken');
  const seconds = input.DurationSeconds ?? limits.defaultTokenSeconds;
  return { Credentials: describeCredentials(issueCredentials(call.globe, caller, seconds)) };
};
