import type { Tag } from '@aws-sdk/client-iam';
import { invalidInput, quotaExceeded } from './errors.ts';
import { limits } from './limits.ts';

export type Tags = Readonly<Record<string, string>>;

/** Tags of a request as a row keeps them; keys differ even without regard to case. */
export function tagsOf(list: readonly Tag[] | undefined, existing: Tags = {}): Tags {
  const tags: Record<string, string> = { ...existing };
  const given = new Set<string>();
  for (const { Key: key = '', Value: value = '' } of list ?? []) {
    if (given.has(key.toLowerCase())) {
      throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
    }
    given.add(key.toLowerCase());
    const known = Object.keys(tags).find((each) => each.toLowerCase() === key.toLowerCase());
    if (known !== undefined) delete tags[known];
    tags[key] = value;
  }
  if (Object.keys(tags).length > limits.tagsPerEntity) throw quotaExceeded('TagsPerEntity', limits.tagsPerEntity);
  return tags;
}

export function withoutTags(tags: Tags, keys: readonly string[] | undefined): Tags {
  const gone = new Set((keys ?? []).map((key) => key.toLowerCase()));
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.has(key.toLowerCase())));
}

export function tagList(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
