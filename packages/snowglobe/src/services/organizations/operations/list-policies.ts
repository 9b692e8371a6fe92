import type { ListPoliciesRequest, ListPoliciesResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { policiesOf, requireManagement, supportedType } from '../organization.ts';
import { pageOf } from '../page.ts';
import { summaryOf } from '../policy.ts';

export const listPolicies: Operation<ListPoliciesRequest, ListPoliciesResponse> = (input, call) => {
  const organization = requireManagement(call);
  const type = supportedType(input.Filter);
  const rows = [...policiesOf(call).range()].filter((row) => row.type === type);
  const { page, next } = pageOf(rows, input);
  return { Policies: page.map((row) => summaryOf(organization, row)), ...next };
};
