import { invalidParameter } from './errors.ts';
import { maximumTags } from './limits.ts';

/** A queue's tags after some were added. Throws InvalidParameterValue when they are too many. */
export function checkTags(
  current: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string>>,
): Record<string, string> {
  const tags = { ...current, ...added };
  if (Object.keys(tags).length > maximumTags) {
    throw invalidParameter(`Too many tags added for queue. The maximum number of tags is ${maximumTags}.`);
  }
  return tags;
}
