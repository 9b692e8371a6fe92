import type { Tag } from '@aws-sdk/client-kms';
import { tagError } from './errors.ts';
import { limits } from './limits.ts';

/**
 * Tags after some were added. Throws TagException when they are too many.
 * Differs from AWS: names that begin with `aws:` are taken, as stacks set them.
 */
export function withTags(current: Readonly<Record<string, string>>, added: readonly Tag[]): Record<string, string> {
  const tags: Record<string, string> = { ...current };
  for (const { TagKey = '', TagValue = '' } of added) {
    tags[TagKey] = TagValue;
  }
  if (Object.keys(tags).length > limits.tagsPerKey) throw tagError('Too many tags');
  return tags;
}
