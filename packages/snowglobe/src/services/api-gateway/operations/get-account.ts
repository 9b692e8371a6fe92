import type { Account, GetAccountRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { accountRowOf, describeAccount } from '../account.ts';

export const getAccount: Operation<GetAccountRequest, Account> = (_input, call) => describeAccount(accountRowOf(call));
