import type { Tag } from '@aws-sdk/client-sns';
import { invalidParameter, tagLimitExceeded } from './errors.ts';
import { topicLimits } from './limits.ts';

/** A request's tags as a table. Throws InvalidParameter when a key comes twice. */
export function tagsOf(list: readonly Tag[] | undefined): Record<string, string> {
  const tags = Object.fromEntries((list ?? []).map((tag) => [tag.Key ?? '', tag.Value ?? '']));
  if (Object.keys(tags).length !== (list ?? []).length) throw invalidParameter('Duplicated keys are not allowed.');
  return tags;
}

/** Throws TagLimitExceeded. */
export function checkTags(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (Object.keys(tags).length > topicLimits.maximumTags) throw tagLimitExceeded();
  return tags;
}
