import type { Globe } from '../contract/globe.ts';
import type { Principal } from '../contract/principal.ts';
import { everywhere, globalScope } from '../contract/scope.ts';
import type { Store } from '../contract/store.ts';
import type { Credential, Identification } from './access-control.ts';
import { expiryKey, type KeyRow, keys, nameKey, users } from './tables.ts';
import { newSessionToken, secretKey, uniqueId } from './unique-id.ts';

export type CredentialWorld = Pick<Globe, 'store' | 'clock' | 'random' | 'causes'>;

/** Temporary credentials. */
export interface IssuedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

const defaultAccount = '000000000000';
/** What looks like a key that AWS or a globe issued: such a key must be known. */
const issuedForm = /^(AKIA|ASIA).{12,}$/i;

/** Who a credential belongs to. */
export function identify(world: Pick<CredentialWorld, 'store' | 'clock'>, credential: Credential): Identification {
  const row = world.store.collection(keys, everywhere).get(credential.accessKeyId);
  if (row?.holder.kind === 'user') return identifyUser(world.store, row, credential);
  if (row) return identifySession(world, row, credential);
  if (/^\d{12}$/.test(credential.accessKeyId)) return { principal: { kind: 'root', account: credential.accessKeyId } };
  if (issuedForm.test(credential.accessKeyId)) return { refused: 'unknown-key' };
  return { principal: { kind: 'root', account: defaultAccount } };
}

function identifyUser(store: Store, row: KeyRow, { sessionToken }: Credential): Identification {
  const { holder } = row;
  if (holder.kind !== 'user') throw new Error(`key ${row.accessKeyId} is not a user's`);
  if (!holder.active) return { refused: 'inactive-key' };
  // Long-term keys have no token.
  if (sessionToken !== undefined) return { refused: 'invalid-token' };
  const user = store.collection(users, globalScope(holder.account)).get(nameKey(holder.userName));
  if (!user) return { refused: 'unknown-key' };
  const { userName, arn, userId } = user;
  return {
    principal: { kind: 'user', account: holder.account, userName, arn, userId },
    secretAccessKey: row.secretAccessKey,
  };
}

function identifySession(
  { clock }: Pick<CredentialWorld, 'clock'>,
  { holder, secretAccessKey }: KeyRow,
  credential: Credential,
): Identification {
  if (holder.kind !== 'session' || holder.sessionToken !== credential.sessionToken) return { refused: 'invalid-token' };
  if (holder.expiresAt <= clock.now()) return { refused: 'expired-token' };
  return { principal: holder.principal, secretAccessKey };
}

/** Makes temporary credentials of a principal; joins the open step. */
export function issueCredentials(
  { store, clock, random, causes }: CredentialWorld,
  principal: Principal,
  durationSeconds: number,
): IssuedCredentials {
  const issued: IssuedCredentials = {
    accessKeyId: uniqueId(random, 'temporaryKey'),
    secretAccessKey: secretKey(random),
    sessionToken: newSessionToken(random),
    expiresAt: clock.now() + durationSeconds * 1000,
  };
  store.step(causes.begin('system', 'issue credentials'), () => {
    const rows = store.collection(keys, everywhere);
    forgetExpired(store, clock.now());
    rows.put({
      accessKeyId: issued.accessKeyId,
      secretAccessKey: issued.secretAccessKey,
      createdAt: clock.now(),
      holder: {
        kind: 'session',
        principal: withTokenTime(principal, clock.now()),
        sessionToken: issued.sessionToken,
        expiresAt: issued.expiresAt,
      },
    });
  });
  return issued;
}

function withTokenTime(principal: Principal, tokenIssuedAt: number): Principal {
  const isSession = principal.kind === 'user' || principal.kind === 'assumed-role';
  return isSession ? { ...principal, tokenIssuedAt } : principal;
}

// A key is kept for an hour after its end, so that its user is told that it expired rather than that it never was.
const keptAfterExpiryMs = 3_600_000;

function forgetExpired(store: Store, now: number): void {
  const rows = store.collection(keys, everywhere);
  const expired = [...rows.rangeBy('byExpiry', { before: expiryKey(now - keptAfterExpiryMs) })];
  for (const { accessKeyId } of expired) rows.delete(accessKeyId);
}
