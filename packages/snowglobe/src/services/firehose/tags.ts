import type { Tag } from '@aws-sdk/client-firehose';
import { limitExceeded } from './errors.ts';
import { limits } from './limits.ts';

/** Tags after some were added. Throws LimitExceededException when they are too many. */
export function withTags(current: Readonly<Record<string, string>>, added: readonly Tag[]): Record<string, string> {
  const tags: Record<string, string> = { ...current };
  for (const { Key = '', Value = '' } of added) tags[Key] = Value;
  if (Object.keys(tags).length > limits.tags) throw limitExceeded(`A delivery stream can have ${limits.tags} tags.`);
  return tags;
}
