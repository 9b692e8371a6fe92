import type { UntagUserRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { withoutTags } from '../tags.ts';
import { userNamed, usersOf } from '../user.ts';

export const untagUser: Operation<UntagUserRequest, object> = (input, call) => {
  const user = userNamed(call, input.UserName);
  usersOf(call).put({ ...user, tags: withoutTags(user.tags, input.TagKeys) });
  return {};
};
