import type { Item } from './attribute-value.ts';
import { own } from './expressions/path.ts';
import { limits } from './limits.ts';

/**
 * Epoch seconds at which an item expires; undefined when it does not: no number there, or one more than five years past.
 * AWS: developer guide, "Using time to live (TTL)".
 */
export function expiryOf(item: Item, attribute: string, now: number): number | undefined {
  const text = own(item, attribute)?.N;
  if (text === undefined) return undefined;
  const seconds = Math.floor(Number(text));
  const isTooOld = seconds < now / 1000 - limits.oldestExpirySeconds;
  return isTooOld || seconds > 99_999_999_999 ? undefined : seconds;
}
