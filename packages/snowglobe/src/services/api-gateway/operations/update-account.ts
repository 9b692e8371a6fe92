import type { Account, UpdateAccountRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { accountPatches, accountRowOf, describeAccount, putAccount } from '../account.ts';
import { patched } from '../patch.ts';

export const updateAccount: Operation<UpdateAccountRequest, Account> = (input, call) =>
  describeAccount(putAccount(call, patched(accountRowOf(call), input.patchOperations, accountPatches)));
