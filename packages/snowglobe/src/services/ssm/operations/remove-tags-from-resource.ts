import type { RemoveTagsFromResourceRequest, RemoveTagsFromResourceResult } from '@aws-sdk/client-ssm';
import type { Operation } from '../../../contract/operation.ts';
import { parametersOf } from '../parameter.ts';
import { findTagged } from '../tags.ts';

export const removeTagsFromResource: Operation<RemoveTagsFromResourceRequest, RemoveTagsFromResourceResult> = (
  input,
  call,
) => {
  const row = findTagged(call, input);
  const removed = new Set(input.TagKeys);
  parametersOf(call).put({ ...row, tags: row.tags.filter(({ Key }) => !removed.has(Key ?? '')) });
  return {};
};
