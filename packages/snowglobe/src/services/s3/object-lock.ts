import { invalidArgument, invalidRequest, protectedByObjectLock } from './errors.ts';
import type { BucketRow, ObjectRow, Retention, VersionRow } from './tables.ts';

interface LockInput {
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHoldStatus?: string | undefined;
}

type Lock = Pick<ObjectRow, 'retention' | 'legalHold'>;

/** The lock of a new object: as the request says, else as the bucket's default retention does. */
export function requestedLock(bucket: BucketRow, input: LockInput, nowAt: number): Lock {
  const { ObjectLockMode: mode, ObjectLockRetainUntilDate: until, ObjectLockLegalHoldStatus: hold } = input;
  if ((mode ?? until ?? hold) !== undefined) checkLockable(bucket);
  if ((mode === undefined) !== (until === undefined)) {
    throw invalidArgument(
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
      'x-amz-object-lock-mode',
      mode ?? '',
    );
  }
  return {
    retention:
      mode !== undefined && until !== undefined
        ? checkedRetention(mode, until, nowAt)
        : defaultRetention(bucket, nowAt),
    legalHold: hold === undefined ? undefined : checkedLegalHold(hold),
  };
}

/** Throws InvalidRequest unless the bucket has Object Lock. */
export function checkLockable(bucket: BucketRow): void {
  if (bucket.objectLock === undefined) throw invalidRequest('Bucket is missing Object Lock Configuration');
}

export function checkedRetention(mode: string, until: Date, nowAt: number): Retention {
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') {
    throw invalidArgument('Unknown wormMode directive.', 'x-amz-object-lock-mode', mode);
  }
  if (until.getTime() <= nowAt) {
    throw invalidArgument(
      'The retain until date must be in the future!',
      'x-amz-object-lock-retain-until-date',
      until.toISOString(),
    );
  }
  return { mode, until: until.getTime() };
}

export function checkedLegalHold(status: string): 'ON' | 'OFF' {
  if (status !== 'ON' && status !== 'OFF') {
    throw invalidArgument("Legal Hold must be either of 'ON' or 'OFF'", 'x-amz-object-lock-legal-hold', status);
  }
  return status;
}

const dayMs = 24 * 60 * 60 * 1000;

function defaultRetention(bucket: BucketRow, nowAt: number): Retention | undefined {
  const rule = bucket.objectLock?.Rule?.DefaultRetention;
  if (rule?.Mode === undefined) return undefined;
  return { mode: rule.Mode, until: nowAt + (rule.Days ?? (rule.Years ?? 0) * 365) * dayMs };
}

/** Throws AccessDenied when a version must not be removed. A bypass lifts GOVERNANCE only. */
export function checkRemovable(row: VersionRow, bypassGovernance: boolean, nowAt: number): void {
  if (isProtected(row, bypassGovernance, nowAt)) throw protectedByObjectLock();
}

export function isProtected(row: VersionRow, bypassGovernance: boolean, nowAt: number): boolean {
  if (row.kind === 'delete-marker') return false;
  if (row.legalHold === 'ON') return true;
  if (row.retention === undefined || row.retention.until <= nowAt) return false;
  return row.retention.mode === 'COMPLIANCE' || !bypassGovernance;
}

/** Throws AccessDenied when a retention may not be replaced: COMPLIANCE can only grow, GOVERNANCE shrinks or changes its mode with a bypass only. */
export function checkRetentionChange(
  from: Retention | undefined,
  to: Retention | undefined,
  bypassGovernance: boolean,
  nowAt: number,
): void {
  if (from === undefined || from.until <= nowAt) return;
  const weaker = to === undefined || to.until < from.until || to.mode !== from.mode;
  if (weaker && (from.mode === 'COMPLIANCE' || !bypassGovernance)) throw protectedByObjectLock();
}
