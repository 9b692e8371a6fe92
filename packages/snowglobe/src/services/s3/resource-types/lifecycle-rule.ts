import type { LifecycleRule, LifecycleRuleFilter, Tag, TransitionStorageClass } from '@aws-sdk/client-s3';
import type { Properties } from '../../../contract/resource-type.ts';

/** Template JSON whose shape the template check has confirmed. */
type Json = Properties[string];

/** A lifecycle rule of a template in the API's form. */
export function lifecycleRule(rule: Json): LifecycleRule {
  return {
    ID: rule.Id,
    Status: rule.Status,
    Filter: filterOf(rule),
    Expiration: expirationOf(rule),
    Transitions: listOf(rule.Transitions, rule.Transition).map(
      ({ TransitionInDays, TransitionDate, StorageClass }) => ({
        Days: number(TransitionInDays),
        Date: date(TransitionDate),
        StorageClass: StorageClass as TransitionStorageClass,
      }),
    ),
    NoncurrentVersionExpiration: noncurrentExpirationOf(rule),
    NoncurrentVersionTransitions: listOf(rule.NoncurrentVersionTransitions, rule.NoncurrentVersionTransition).map(
      ({ TransitionInDays, NewerNoncurrentVersions, StorageClass }) => ({
        NoncurrentDays: number(TransitionInDays),
        NewerNoncurrentVersions: number(NewerNoncurrentVersions),
        StorageClass: StorageClass as TransitionStorageClass,
      }),
    ),
    AbortIncompleteMultipartUpload:
      rule.AbortIncompleteMultipartUpload === undefined
        ? undefined
        : { DaysAfterInitiation: number(rule.AbortIncompleteMultipartUpload.DaysAfterInitiation) },
  };
}

/** Several conditions must be joined by And; none is the empty prefix. */
function filterOf(rule: Json): LifecycleRuleFilter {
  const tags: Tag[] = (rule.TagFilters ?? []).map(({ Key, Value }: Json) => ({ Key, Value: String(Value) }));
  const sizes = {
    ...(rule.ObjectSizeGreaterThan !== undefined && { ObjectSizeGreaterThan: Number(rule.ObjectSizeGreaterThan) }),
    ...(rule.ObjectSizeLessThan !== undefined && { ObjectSizeLessThan: Number(rule.ObjectSizeLessThan) }),
  };
  const prefix = rule.Prefix === undefined ? {} : { Prefix: String(rule.Prefix) };
  const conditions = tags.length + Object.keys(sizes).length + Object.keys(prefix).length;
  if (conditions > 1) return { And: { ...prefix, ...sizes, ...(tags.length > 0 && { Tags: tags }) } };
  const [tag] = tags;
  if (tag !== undefined) return { Tag: tag };
  return Object.keys(sizes).length > 0 ? sizes : { Prefix: prefix.Prefix ?? '' };
}

function expirationOf(rule: Json): LifecycleRule['Expiration'] {
  if (rule.ExpirationInDays !== undefined) return { Days: Number(rule.ExpirationInDays) };
  if (rule.ExpirationDate !== undefined) return { Date: new Date(rule.ExpirationDate) };
  if (String(rule.ExpiredObjectDeleteMarker) === 'true') return { ExpiredObjectDeleteMarker: true };
  return undefined;
}

function noncurrentExpirationOf(rule: Json): LifecycleRule['NoncurrentVersionExpiration'] {
  const { NoncurrentDays, NewerNoncurrentVersions } = rule.NoncurrentVersionExpiration ?? {
    NoncurrentDays: rule.NoncurrentVersionExpirationInDays,
  };
  if (NoncurrentDays === undefined) return undefined;
  return { NoncurrentDays: Number(NoncurrentDays), NewerNoncurrentVersions: number(NewerNoncurrentVersions) };
}

function listOf(list: Json, single: Json): readonly Json[] {
  return [...(list ?? []), ...(single === undefined ? [] : [single])];
}

function number(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function date(value: string | undefined): Date | undefined {
  return value === undefined ? undefined : new Date(value);
}
