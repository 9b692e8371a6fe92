import type { ListPolicyVersionsRequest, ListPolicyVersionsResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { policyByArn } from '../managed-policy.ts';
import { pageOf } from '../paging.ts';
import { describeVersion, versionsOf } from '../policy-version.ts';

export const listPolicyVersions: Operation<ListPolicyVersionsRequest, ListPolicyVersionsResponse> = (input, call) => {
  const policy = versionsOf(policyByArn(call, input.PolicyArn));
  const newestFirst = [...policy.versions].reverse().map((version, place) => ({ version, place }));
  const { items, ...page } = pageOf(newestFirst, ({ place }) => String(place), input);
  return { Versions: items.map(({ version }) => describeVersion(policy, version)), ...page };
};
