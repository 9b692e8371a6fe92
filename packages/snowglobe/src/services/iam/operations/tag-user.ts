import type { TagUserRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { tagsOf } from '../tags.ts';
import { userNamed, usersOf } from '../user.ts';

export const tagUser: Operation<TagUserRequest, object> = (input, call) => {
  const user = userNamed(call, input.UserName);
  usersOf(call).put({ ...user, tags: tagsOf(input.Tags, user.tags) });
  return {};
};
