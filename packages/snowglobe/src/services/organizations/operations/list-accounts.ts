import type { ListAccountsRequest, ListAccountsResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { describeAccount } from '../account.ts';
import { accountsOf, requireManagement } from '../organization.ts';
import { pageOf } from '../page.ts';

export const listAccounts: Operation<ListAccountsRequest, ListAccountsResponse> = (input, call) => {
  const organization = requireManagement(call);
  const { page, next } = pageOf([...accountsOf(call).range()], input);
  return { Accounts: page.map((row) => describeAccount(organization, row)), ...next };
};
