import type { ListAccessKeysRequest, ListAccessKeysResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { describeKey, keysOf } from '../access-key.ts';
import { pageOf } from '../paging.ts';
import { userOrCaller } from '../user.ts';

export const listAccessKeys: Operation<ListAccessKeysRequest, ListAccessKeysResponse> = (input, call) => {
  const { userName } = userOrCaller(call, input.UserName);
  const { items, ...page } = pageOf(keysOf(call, userName), (key) => key.accessKeyId, input);
  return { AccessKeyMetadata: items.map(describeKey), ...page };
};
