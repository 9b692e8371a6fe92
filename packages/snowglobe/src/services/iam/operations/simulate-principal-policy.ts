import type { SimulatePolicyResponse, SimulatePrincipalPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { simulate, simulatedPrincipal } from '../simulation.ts';

export const simulatePrincipalPolicy: Operation<SimulatePrincipalPolicyRequest, SimulatePolicyResponse> = (
  input,
  call,
) => {
  const { principal, boundary, identityPolicies } = simulatedPrincipal(call, input.PolicySourceArn);
  return simulate(call, input, { principal, boundary, identityPolicies });
};
