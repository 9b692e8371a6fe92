import type { GetPolicyRequest, GetPolicyResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { noPolicy } from '../errors.ts';
import { requireVersion } from '../function.ts';
import { functionAddress } from '../function-name.ts';
import { findPolicy, policyText } from '../policy.ts';

export const getPolicy: Operation<GetPolicyRequest, GetPolicyResponse> = (input, call) => {
  const address = functionAddress(input.FunctionName ?? '', call.scope, input.Qualifier);
  requireVersion(call.globe, address);
  const policy = findPolicy(call.globe, address);
  if (!policy) throw noPolicy();
  return { Policy: policyText(policy.statements), RevisionId: policy.revisionId };
};
