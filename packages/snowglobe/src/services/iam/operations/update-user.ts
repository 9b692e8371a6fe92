import type { UpdateUserRequest } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { renameKeyHolder } from '../access-key.ts';
import { nameTaken } from '../errors.ts';
import { userNamed, usersOf } from '../user.ts';

export const updateUser: Operation<UpdateUserRequest, object> = (input, call) => {
  const user = userNamed(call, input.UserName);
  const userName = input.NewUserName ?? user.userName;
  const path = input.NewPath ?? user.path;
  const rows = usersOf(call);
  const renamed = nameKey(userName) !== nameKey(user.userName);
  if (renamed && rows.has(nameKey(userName))) throw nameTaken('User', userName);
  rows.delete(nameKey(user.userName));
  rows.put({ ...user, userName, path, arn: `arn:aws:iam::${call.scope.account}:user${path}${userName}` });
  renameKeyHolder(call, user.userName, userName);
  return {};
};
