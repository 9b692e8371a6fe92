import type { ListPoliciesForTargetRequest, ListPoliciesForTargetResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { policiesOf, requireManagement, requireTarget, supportedType } from '../organization.ts';
import { pageOf } from '../page.ts';
import { summaryOf } from '../policy.ts';

export const listPoliciesForTarget: Operation<ListPoliciesForTargetRequest, ListPoliciesForTargetResponse> = (
  input,
  call,
) => {
  const organization = requireManagement(call);
  const { id } = requireTarget(call, organization, input.TargetId);
  const type = supportedType(input.Filter);
  const rows = [...policiesOf(call).range()].filter((row) => row.type === type && row.targetIds.includes(id));
  const { page, next } = pageOf(rows, input);
  return { Policies: page.map((row) => summaryOf(organization, row)), ...next };
};
