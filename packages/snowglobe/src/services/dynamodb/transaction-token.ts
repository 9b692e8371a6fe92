import { createHash } from 'node:crypto';
import type { TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import { tokenMismatch } from './errors.ts';
import { limits } from './limits.ts';
import { planSweep } from './sweeps.ts';
import { transactionsTable } from './tables.ts';

/**
 * True when a transaction was done under this token within 10 minutes. Throws AWS's IdempotentParameterMismatchException when
 * it asked for something else.
 */
export function isRepeated(input: TransactWriteItemsInput, call: Call): boolean {
  const token = input.ClientRequestToken;
  if (token === undefined) return false;
  const done = call.globe.store.collection(transactionsTable, call.scope).get(token);
  if (!done || done.at + limits.transactionTokenMs <= call.globe.clock.now()) return false;
  if (done.fingerprint !== fingerprintOf(input)) throw tokenMismatch();
  return true;
}

export function rememberTransaction(input: TransactWriteItemsInput, call: Call): void {
  if (input.ClientRequestToken === undefined) return;
  const at = call.globe.clock.now();
  call.globe.store
    .collection(transactionsTable, call.scope)
    .put({ token: input.ClientRequestToken, fingerprint: fingerprintOf(input), at });
}

/** "Changing any other request parameter than ReturnConsumedCapacity is a mismatch" comes down to what is to be done. */
function fingerprintOf({ TransactItems }: TransactWriteItemsInput): string {
  return createHash('sha256').update(JSON.stringify(TransactItems, sortedMembers)).digest('hex');
}

function sortedMembers(_: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Forgets tokens some time after they have become void. */
export function resumeTransactionTokens(globe: Globe): void {
  globe.store.watch(transactionsTable, ({ after }) => {
    if (after) planForgetting(globe);
  });
  for (const _ of globe.store.everyCollection(transactionsTable)) planForgetting(globe);
}

function planForgetting(globe: Globe): void {
  planSweep(globe, 'dynamodb transaction tokens', globe.clock.now() + limits.transactionTokenMs, () =>
    forgetOld(globe),
  );
}

function forgetOld(globe: Globe): void {
  const oldest = globe.clock.now() - limits.transactionTokenMs;
  globe.store.step(globe.causes.begin('system', 'dynamodb transaction tokens'), () => {
    for (const { rows } of globe.store.everyCollection(transactionsTable)) {
      const old = [...rows.rangeBy('age', { to: String(oldest).padStart(15, '0') })];
      for (const { token } of old) rows.delete(token);
      if (rows.size > 0) planForgetting(globe);
    }
  });
}
