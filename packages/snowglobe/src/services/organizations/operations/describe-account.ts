import type { DescribeAccountRequest, DescribeAccountResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { describeAccount as describe, requireAccount } from '../account.ts';
import { requireManagement } from '../organization.ts';

export const describeAccount: Operation<DescribeAccountRequest, DescribeAccountResponse> = (input, call) => {
  const organization = requireManagement(call);
  return { Account: describe(organization, requireAccount(call, input.AccountId)) };
};
