import type { CreatePolicyRequest, CreatePolicyResponse } from '@aws-sdk/client-iam';
import { type ManagedPolicyRow, nameKey } from '../../../access/tables.ts';
import { uniqueId } from '../../../access/unique-id.ts';
import type { Operation } from '../../../contract/operation.ts';
import { policyNameTaken } from '../errors.ts';
import { describePolicy, managedPoliciesOf } from '../managed-policy.ts';
import { checkedManagedPolicy } from '../policy-text.ts';
import { tagsOf } from '../tags.ts';

export const createPolicy: Operation<CreatePolicyRequest, CreatePolicyResponse> = (input, call) => {
  const policyName = input.PolicyName ?? '';
  const rows = managedPoliciesOf(call);
  if (rows.has(nameKey(policyName))) throw policyNameTaken(policyName);
  const document = checkedManagedPolicy(input.PolicyDocument);
  const path = input.Path ?? '/';
  const now = call.globe.clock.now();
  const policy: ManagedPolicyRow = {
    policyName,
    policyId: uniqueId(call.globe.random, 'managedPolicy'),
    arn: `arn:aws:iam::${call.scope.account}:policy${path}${policyName}`,
    path,
    createdAt: now,
    updatedAt: now,
    defaultVersionId: 'v1',
    versions: [{ versionId: 'v1', document, createdAt: now }],
    lastVersion: 1,
    tags: tagsOf(input.Tags),
    ...(input.Description !== undefined && { description: input.Description }),
  };
  rows.put(policy);
  return { Policy: describePolicy(call, policy) };
};
