import type { LifecycleRule, Tag } from '@aws-sdk/client-s3';
import type { Lifecycle, ObjectRow, UploadRow, VersionRow } from './tables.ts';

/**
 * What lifecycle rules say of objects. Days are counted from the object's creation and rounded up to the next midnight UTC.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export interface Expiration {
  /** Epoch ms. */
  readonly dueAt: number;
  readonly ruleId: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** The midnight UTC after an instant plus so many days. */
export function midnightAfter(instant: number, days: number): number {
  return Math.ceil((instant + days * dayMs) / dayMs) * dayMs;
}

/** When a current version expires by the first rule that becomes due. */
export function currentExpiration(rules: readonly LifecycleRule[], row: ObjectRow): Expiration | undefined {
  return earliest(
    rules.filter((rule) => appliesTo(rule, row)).map((rule) => due(rule, expiresAt(rule, row.lastModifiedAt))),
  );
}

function expiresAt(rule: LifecycleRule, createdAt: number): number | undefined {
  const { Days, Date: date } = rule.Expiration ?? {};
  if (Days !== undefined) return midnightAfter(createdAt, Days);
  return date === undefined ? undefined : Math.max(date.getTime(), midnightAfter(createdAt, 0));
}

/** When a version that `newer` noncurrent ones and a successor (written at `supersededAt`) have overtaken is removed. */
export function noncurrentExpiration(
  rules: readonly LifecycleRule[],
  row: VersionRow,
  supersededAt: number,
  newerNoncurrent: number,
): Expiration | undefined {
  return earliest(
    rules
      .filter((rule) => appliesTo(rule, row))
      .map((rule) => {
        const { NoncurrentDays, NewerNoncurrentVersions } = rule.NoncurrentVersionExpiration ?? {};
        if (NoncurrentDays === undefined || newerNoncurrent < (NewerNoncurrentVersions ?? 0)) return undefined;
        return due(rule, midnightAfter(supersededAt, NoncurrentDays));
      }),
  );
}

/** True when a rule removes delete markers that no version lies under. */
export function removesLoneDeleteMarker(rules: readonly LifecycleRule[], row: VersionRow, nowAt: number): boolean {
  return rules.some((rule) => {
    if (!appliesTo(rule, row)) return false;
    if (rule.Expiration?.ExpiredObjectDeleteMarker) return true;
    const at = expiresAt(rule, row.lastModifiedAt);
    return at !== undefined && at <= nowAt;
  });
}

export function uploadExpiration(rules: readonly LifecycleRule[], row: UploadRow): Expiration | undefined {
  return earliest(
    rules
      .filter((rule) => rule.Status === 'Enabled' && row.key.startsWith(prefixOf(rule)))
      .map((rule) => {
        const days = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation;
        return days === undefined ? undefined : due(rule, midnightAfter(row.initiatedAt, days));
      }),
  );
}

/** Objects below this are not moved unless a rule's filter speaks of sizes. */
const transitionMinimumBytes = 128 * 1024;

/** The storage class that an object should have by now; undefined when no transition is due. */
export function dueTransition(
  { rules, transitionMinimum }: Lifecycle,
  row: ObjectRow,
  supersededAt: number | undefined,
  nowAt: number,
): string | undefined {
  let latest: { readonly at: number; readonly storageClass: string } | undefined;
  for (const rule of rules) {
    if (!appliesTo(rule, row)) continue;
    for (const transition of transitionsOf(rule, row, supersededAt)) {
      if (!isLargeEnough(rule, row, transition.storageClass, transitionMinimum)) continue;
      if (transition.at <= nowAt && (latest === undefined || transition.at >= latest.at)) latest = transition;
    }
  }
  return latest === undefined || latest.storageClass === row.storageClass ? undefined : latest.storageClass;
}

function isLargeEnough(
  rule: LifecycleRule,
  row: ObjectRow,
  to: string,
  minimum: Lifecycle['transitionMinimum'],
): boolean {
  const filter = rule.Filter?.And ?? rule.Filter;
  if (filter?.ObjectSizeGreaterThan !== undefined || filter?.ObjectSizeLessThan !== undefined) return true;
  if (minimum === 'varies_by_storage_class' && (to === 'GLACIER' || to === 'DEEP_ARCHIVE')) return true;
  return row.size >= transitionMinimumBytes;
}

function transitionsOf(rule: LifecycleRule, row: ObjectRow, supersededAt: number | undefined) {
  if (supersededAt !== undefined) {
    return (rule.NoncurrentVersionTransitions ?? []).map(({ NoncurrentDays, StorageClass }) => ({
      at: midnightAfter(supersededAt, NoncurrentDays ?? 0),
      storageClass: StorageClass ?? 'STANDARD',
    }));
  }
  return (rule.Transitions ?? []).map(({ Days, Date: date, StorageClass }) => ({
    at: date === undefined ? midnightAfter(row.lastModifiedAt, Days ?? 0) : date.getTime(),
    storageClass: StorageClass ?? 'STANDARD',
  }));
}

/** True when an enabled rule's filter takes the object in. Delete markers have neither tags nor size. */
export function appliesTo(rule: LifecycleRule, row: VersionRow): boolean {
  if (rule.Status !== 'Enabled' || !row.key.startsWith(prefixOf(rule))) return false;
  const filter = rule.Filter?.And ?? rule.Filter;
  const tags = [...(rule.Filter?.And?.Tags ?? []), ...(rule.Filter?.Tag ? [rule.Filter.Tag] : [])];
  const { ObjectSizeGreaterThan: above, ObjectSizeLessThan: below } = filter ?? {};
  if (row.kind === 'delete-marker') return tags.length === 0 && above === undefined && below === undefined;
  return (
    hasTags(row.tags, tags) && (above === undefined || row.size > above) && (below === undefined || row.size < below)
  );
}

function prefixOf(rule: LifecycleRule): string {
  return rule.Filter?.And?.Prefix ?? rule.Filter?.Prefix ?? rule.Prefix ?? '';
}

function hasTags(present: readonly Tag[], wanted: readonly Tag[]): boolean {
  return wanted.every(({ Key, Value }) => present.some((tag) => tag.Key === Key && tag.Value === Value));
}

function due(rule: LifecycleRule, dueAt: number | undefined): Expiration | undefined {
  return dueAt === undefined ? undefined : { dueAt, ruleId: rule.ID ?? '' };
}

function earliest(candidates: readonly (Expiration | undefined)[]): Expiration | undefined {
  return candidates.reduce(
    (best, next) => (next && (best === undefined || next.dueAt < best.dueAt) ? next : best),
    undefined,
  );
}
