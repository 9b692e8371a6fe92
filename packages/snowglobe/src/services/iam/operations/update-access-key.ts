import type { UpdateAccessKeyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { keyOfUser, keyRows } from '../access-key.ts';
import { userOrCaller } from '../user.ts';

export const updateAccessKey: Operation<UpdateAccessKeyRequest, object> = (input, call) => {
  const key = keyOfUser(call, userOrCaller(call, input.UserName).userName, input.AccessKeyId);
  keyRows(call).put({ ...key, holder: { ...key.holder, active: input.Status === 'Active' } });
  return {};
};
