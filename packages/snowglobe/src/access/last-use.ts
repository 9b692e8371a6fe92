import type { Principal } from '../contract/principal.ts';
import { everywhere } from '../contract/scope.ts';
import type { CredentialWorld } from './credentials.ts';
import { lastUses } from './tables.ts';

/** A use within a minute of the one that is known is not written again: a busy key would fill the journal. */
const resolutionMs = 60_000;

/** Remembers that a key or a role was used. */
export function noteLastUse(
  { store, clock, causes }: Pick<CredentialWorld, 'store' | 'clock' | 'causes'>,
  id: string,
  service: string,
  region: string,
): void {
  const rows = store.collection(lastUses, everywhere);
  const usedAt = clock.now();
  const known = rows.get(id);
  if (known && usedAt - known.usedAt < resolutionMs) return;
  store.step(causes.begin('system', 'note a last use'), () => rows.put({ id, usedAt, service, region }));
}

/** The role behind a session that asks for something. */
export function usedRole(principal: Principal): string | undefined {
  return principal.kind === 'assumed-role' ? principal.roleArn : undefined;
}
