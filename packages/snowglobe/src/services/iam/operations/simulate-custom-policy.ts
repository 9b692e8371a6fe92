import type { SimulateCustomPolicyRequest, SimulatePolicyResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import type { Principal } from '../../../contract/principal.ts';
import { simulate } from '../simulation.ts';

export const simulateCustomPolicy: Operation<SimulateCustomPolicyRequest, SimulatePolicyResponse> = (input, call) => {
  const principal: Principal = {
    kind: 'user',
    account: call.scope.account,
    userName: 'custom',
    arn: `arn:aws:iam::${call.scope.account}:user/custom`,
    userId: 'AIDAAAAAAAAAAAAAAAAAA',
  };
  return simulate(call, input, { principal, boundary: undefined, identityPolicies: [] });
};
