import type { ContinuousBackupsDescription } from '@aws-sdk/client-dynamodb';
import { continuousBackupsTableNotFound } from './errors.ts';
import { type Place, type Table, tableOf, tableReference } from './table.ts';
import { tablesTable } from './tables.ts';

const latestBackMs = 5 * 60 * 1000;
const dayMs = 24 * 3600 * 1000;

/** The continuous-backup operations have an error of their own for missing tables. */
export function backedUpTable(place: Place, nameOrArn: string): Table {
  const { scope, name } = tableReference(place.scope, nameOrArn);
  const row = place.globe.store.collection(tablesTable, scope).get(name);
  if (!row) throw continuousBackupsTableNotFound(name);
  return tableOf(place.globe, scope, row);
}

/** Point-in-time recovery is a flag: nothing can be restored. */
export function describedBackups({ globe, row }: Table): ContinuousBackupsDescription {
  const recovery = row.pointInTimeRecovery;
  if (!recovery) {
    return {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    };
  }
  const now = globe.clock.now();
  return {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: {
      PointInTimeRecoveryStatus: 'ENABLED',
      RecoveryPeriodInDays: recovery.periodDays,
      EarliestRestorableDateTime: new Date(Math.max(recovery.enabledAt, now - recovery.periodDays * dayMs)),
      LatestRestorableDateTime: new Date(Math.max(recovery.enabledAt, now - latestBackMs)),
    },
  };
}
