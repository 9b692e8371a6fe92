import type { DeleteAccessKeyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { keyOfUser, keyRows } from '../access-key.ts';
import { userOrCaller } from '../user.ts';

export const deleteAccessKey: Operation<DeleteAccessKeyRequest, object> = (input, call) => {
  const key = keyOfUser(call, userOrCaller(call, input.UserName).userName, input.AccessKeyId);
  keyRows(call).delete(key.accessKeyId);
  return {};
};
