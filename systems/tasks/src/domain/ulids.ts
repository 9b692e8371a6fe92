import { monotonicFactory } from 'ulid';

/** Gives ULIDs of which each is greater than the one before, also within a millisecond and when the clock steps back. */
export function ulidSource(nowMs: () => number = Date.now): () => string {
  const nextUlid = monotonicFactory();
  return () => nextUlid(nowMs());
}

export function isUlid(text: string): boolean {
  return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);
}
