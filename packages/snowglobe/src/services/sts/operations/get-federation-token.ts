import type { GetFederationTokenRequest, GetFederationTokenResponse } from '@aws-sdk/client-sts';
import { issueCredentials } from '../../../access/credentials.ts';
import type { Operation } from '../../../contract/operation.ts';
import type { Principal } from '../../../contract/principal.ts';
import { cannotUseSessionCredentials } from '../errors.ts';
import { limits } from '../limits.ts';
import { packedPolicySize, sessionPoliciesOf, sessionTagsOf } from '../session-policies.ts';
import { describeCredentials } from '../shown-credentials.ts';

export const getFederationToken: Operation<GetFederationTokenRequest, GetFederationTokenResponse> = (input, call) => {
  const { caller, globe } = call;
  const isLongTerm = caller.kind === 'root' || (caller.kind === 'user' && caller.tokenIssuedAt === undefined);
  if (!isLongTerm) throw cannotUseSessionCredentials('GetFederationToken');
  const { account } = caller;
  const name = input.Name ?? '';
  const packed = packedPolicySize(input);
  const federated: Principal = {
    kind: 'user',
    account,
    userName: caller.kind === 'user' ? caller.userName : '',
    federatedName: name,
    arn: `arn:aws:sts::${account}:federated-user/${name}`,
    userId: `${account}:${name}`,
    sessionPolicies: sessionPoliciesOf(input, call),
    sessionTags: sessionTagsOf(input),
  };
  const seconds = input.DurationSeconds ?? limits.defaultTokenSeconds;
  return {
    Credentials: describeCredentials(issueCredentials(globe, federated, seconds)),
    FederatedUser: { FederatedUserId: federated.userId, Arn: federated.arn },
    ...(packed !== undefined && { PackedPolicySize: packed }),
  };
};
