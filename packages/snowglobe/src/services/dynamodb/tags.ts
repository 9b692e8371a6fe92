import type { Tag } from '@aws-sdk/client-dynamodb';
import { validation } from './errors.ts';
import { limits } from './limits.ts';

export interface TableTag {
  readonly Key: string;
  readonly Value: string;
}

/** Throws AWS's ValidationException for too many or repeated tags. */
export function checkedTags(given: readonly Tag[] | undefined): readonly TableTag[] {
  const tags = (given ?? []).map(({ Key, Value }) => ({ Key: Key as string, Value: Value as string }));
  const keys = new Set(tags.map(({ Key }) => Key));
  if (keys.size < tags.length) {
    throw validation('One or more parameter values were invalid: Duplicate keys found in the list of tags');
  }
  if (tags.length > limits.tags) throw validation(`One or more parameter values were invalid: Too many tags`);
  return tags;
}

/** The tags with others put over them. */
export function mergedTags(present: readonly TableTag[], given: readonly TableTag[]): readonly TableTag[] {
  const replaced = new Set(given.map(({ Key }) => Key));
  return checkedTags([...present.filter(({ Key }) => !replaced.has(Key)), ...given]);
}
