import type { ListPoliciesRequest, ListPoliciesResponse } from '@aws-sdk/client-iam';
import { awsManagedPolicies } from '../../../access/aws-managed-policies.ts';
import type { Operation } from '../../../contract/operation.ts';
import { describePolicy, managedPoliciesOf } from '../managed-policy.ts';
import { pageOf } from '../paging.ts';

export const listPolicies: Operation<ListPoliciesRequest, ListPoliciesResponse> = (input, call) => {
  const { Scope: scope = 'All', PathPrefix: prefix = '/', OnlyAttached: onlyAttached = false } = input;
  const own = scope === 'AWS' ? [] : [...managedPoliciesOf(call).range()];
  const provided = scope === 'Local' ? [] : awsManagedPolicies();
  const policies = [...own, ...provided]
    .filter((policy) => policy.path.startsWith(prefix))
    .sort((a, b) => (a.arn < b.arn ? -1 : 1))
    .map((policy) => describePolicy(call, policy))
    .filter((policy) => !onlyAttached || (policy.AttachmentCount ?? 0) > 0);
  const { items, ...page } = pageOf(policies, (policy) => policy.Arn ?? '', input);
  return { Policies: items, ...page };
};
