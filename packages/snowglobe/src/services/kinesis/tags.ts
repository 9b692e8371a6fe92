import { invalidArgument } from './errors.ts';
import { maximumTags } from './limits.ts';

/** Tags after some were added. Throws InvalidArgumentException when they are too many. */
export function withTags(
  current: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const tags: Record<string, string> = { ...current };
  for (const [key, value] of Object.entries(added)) tags[key] = value ?? '';
  if (Object.keys(tags).length > maximumTags) {
    throw invalidArgument(`A given resource cannot have more than ${maximumTags} tags associated with it.`);
  }
  return tags;
}

export function withoutTags(
  current: Readonly<Record<string, string>>,
  keys: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(current).filter(([key]) => !keys.includes(key)));
}
