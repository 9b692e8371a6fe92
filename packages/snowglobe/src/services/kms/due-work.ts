import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { symmetricMaterial } from './key-material.ts';
import { dayMs } from './limits.ts';
import { aliases, grants, keys } from './tables.ts';

/** Puts the end of a key's deletion window on the scheduler. */
export function scheduleDeletion(globe: Globe, scope: Scope, keyId: string, at: number): void {
  globe.scheduler.at(at, `kms: delete ${keyId}`, () => {
    const row = globe.store.collection(keys, scope).get(keyId);
    // Cancelled or scheduled anew since.
    if (row?.deletionAt !== at) return;
    globe.store.step(globe.causes.begin('schedule', 'kms: key deletion'), () => deleteKey(globe, scope, keyId));
  });
}

function deleteKey(globe: Globe, scope: Scope, keyId: string): void {
  const names = globe.store.collection(aliases, scope);
  const ofKey = Array.from(names.rangeBy('target', { prefix: `${keyId} ` }));
  for (const { name } of ofKey) names.delete(name);
  globe.store.collection(grants, scope, keyId).clear();
  globe.store.collection(keys, scope).delete(keyId);
}

/** Puts a key's next automatic rotation on the scheduler. */
export function scheduleRotation(globe: Globe, scope: Scope, keyId: string, at: number): void {
  globe.scheduler.at(at, `kms: rotate ${keyId}`, () => {
    const row = globe.store.collection(keys, scope).get(keyId);
    if (!row?.rotation || row.rotation.nextAt !== at) return;
    const rotation = { ...row.rotation, nextAt: at + row.rotation.periodInDays * dayMs };
    globe.store.step(globe.causes.begin('schedule', 'kms: key rotation'), () => {
      // AWS: a key that is disabled or about to be deleted is not rotated.
      const materials = row.state === 'Enabled' ? [...row.materials, rotated('AUTOMATIC', at)] : row.materials;
      globe.store.collection(keys, scope).put({ ...row, rotation, materials });
    });
    scheduleRotation(globe, scope, keyId, rotation.nextAt);
  });
}

export function rotated(rotationType: 'AUTOMATIC' | 'ON_DEMAND', createdAt: number) {
  return { bytes: symmetricMaterial(), createdAt, rotationType };
}

/** After a restart: the deletions and rotations that keys wait for. */
export function resume(globe: Globe): void {
  for (const { scope, rows } of globe.store.everyCollection(keys)) {
    for (const { keyId, deletionAt, rotation } of rows.range()) {
      if (deletionAt !== undefined) scheduleDeletion(globe, scope, keyId, deletionAt);
      if (rotation) scheduleRotation(globe, scope, keyId, rotation.nextAt);
    }
  }
}
