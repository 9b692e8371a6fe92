import type { ListAccountsForParentRequest, ListAccountsForParentResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { describeAccount } from '../account.ts';
import { accountsOf, requireManagement, requireParent } from '../organization.ts';
import { pageOf } from '../page.ts';

export const listAccountsForParent: Operation<ListAccountsForParentRequest, ListAccountsForParentResponse> = (
  input,
  call,
) => {
  const organization = requireManagement(call);
  const parentId = requireParent(call, organization, input.ParentId);
  const rows = [...accountsOf(call).range()].filter((row) => row.parentId === parentId);
  const { page, next } = pageOf(rows, input);
  return { Accounts: page.map((row) => describeAccount(organization, row)), ...next };
};
