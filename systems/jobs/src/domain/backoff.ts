const firstMs = 20;
const longestMs = 1_000;

/** How long to wait before the attempt after this one (from 1): anything up to a bound that doubles. `random` is in [0, 1). */
export function backoffMs(attempt: number, random: () => number): number {
  return Math.floor(random() * Math.min(longestMs, firstMs * 2 ** (attempt - 1)));
}
