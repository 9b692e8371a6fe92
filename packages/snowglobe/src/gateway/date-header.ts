import type { Clock } from '../contract/time.ts';

/**
 * Gives the `Date` header by the globe's clock. SDKs correct their own clocks by it, so a machine's date on a globe whose clock
 * has been moved would make the next signature look expired. The text is made once a second.
 */
export function dateHeader(clock: Clock): () => string {
  let second = Number.NaN;
  let text = '';
  return () => {
    const now = Math.floor(clock.now() / 1000);
    if (now !== second) {
      second = now;
      text = new Date(now * 1000).toUTCString();
    }
    return text;
  };
}
