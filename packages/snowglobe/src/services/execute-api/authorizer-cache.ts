import type { Globe } from '../../contract/globe.ts';

interface Kept {
  readonly answer: unknown;
  /** Epoch ms. */
  readonly until: number;
}

// What authorizers said is as fleeting as the requests it is for; a restart asks them again.
const keptOf = new WeakMap<Globe, Map<string, Kept>>();

function keptIn(globe: Globe): Map<string, Kept> {
  const known = keptOf.get(globe) ?? new Map<string, Kept>();
  keptOf.set(globe, known);
  return known;
}

/** What is kept under a key, else what the work gives, which is kept for so many seconds if it may be. */
export async function cached<Answer>(
  globe: Globe,
  key: string | undefined,
  ttlSeconds: number,
  { work, mayKeep }: { readonly work: () => Promise<Answer>; readonly mayKeep: (answer: Answer) => boolean },
): Promise<Answer> {
  const kept = keptIn(globe);
  const now = globe.clock.now();
  const known = key === undefined ? undefined : kept.get(key);
  if (known && known.until > now) return known.answer as Answer;
  const answer = await work();
  if (key !== undefined && ttlSeconds > 0 && mayKeep(answer)) {
    kept.set(key, { answer, until: globe.clock.now() + ttlSeconds * 1000 });
  }
  return answer;
}

/** Forgets everything whose key starts so. */
export function forgetCached(globe: Globe, prefix: string): void {
  const kept = keptIn(globe);
  for (const key of kept.keys()) if (key.startsWith(prefix)) kept.delete(key);
}
