import type { GetUserRequest, GetUserResponse, User } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { describeUser, userOrCaller } from '../user.ts';

export const getUser: Operation<GetUserRequest, GetUserResponse> = (input, call) => {
  if (input.UserName === undefined && call.caller.kind === 'root') return { User: rootUser(call.caller.account) };
  return { User: describeUser(userOrCaller(call, input.UserName)) };
};

/** What AWS answers to the root, which is no user: an account without a name. */
function rootUser(account: string): User {
  return { Path: '/', UserName: '', UserId: account, Arn: `arn:aws:iam::${account}:root`, CreateDate: new Date(0) };
}
