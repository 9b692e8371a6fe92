import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';

interface Kept {
  readonly value: unknown;
  /** Epoch ms. */
  readonly until: number;
}

const caches = new WeakMap<Globe, Map<string, Kept>>();

/** Enough for every key, resource and caller of an application; then the oldest goes. */
const mostKept = 10_000;

/**
 * What KMS answered, for as long as a service keeps its data keys. In memory only, as on AWS: after a restart KMS is asked again.
 * Only answers are kept: a refusal is asked for anew.
 */
export async function keptFor<T>(globe: Globe, name: string, periodMs: number, ask: () => Promise<T>): Promise<T> {
  const kept = caches.get(globe)?.get(name);
  if (kept !== undefined && kept.until > globe.clock.now()) return kept.value as T;
  const value = await ask();
  keep(globe, name, { value, until: globe.clock.now() + periodMs });
  return value;
}

/** What is kept already; undefined when KMS must be asked. */
export function keptNow<T>(globe: Globe, name: string): T | undefined {
  const kept = caches.get(globe)?.get(name);
  return kept !== undefined && kept.until > globe.clock.now() ? (kept.value as T) : undefined;
}

function keep(globe: Globe, name: string, kept: Kept): void {
  let cache = caches.get(globe);
  if (cache === undefined) caches.set(globe, (cache = new Map<string, Kept>()));
  cache.delete(name);
  cache.set(name, kept);
  if (cache.size > mostKept) cache.delete(cache.keys().next().value as string);
}

/** For a globe that is emptied. */
export function forgetDataKeys(globe: Globe): void {
  caches.delete(globe);
}

/** Who counts as one caller: a role, whatever the session. */
export function callerName(principal: Principal): string {
  switch (principal.kind) {
    case 'assumed-role':
      return `${principal.roleArn} ${(principal.sessionPolicies ?? []).join(' ')}`;
    case 'user':
      return principal.arn;
    case 'service':
      return `${principal.service} ${principal.account} ${principal.sourceArn ?? ''}`;
    case 'root':
    case 'anonymous':
      return `${principal.kind} ${principal.account}`;
  }
}
