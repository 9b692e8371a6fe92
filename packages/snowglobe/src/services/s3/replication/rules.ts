import type { ReplicationConfiguration, ReplicationRule, Tag } from '@aws-sdk/client-s3';
import type { DeleteMarkerRow, ObjectRow, VersionRow } from '../tables.ts';

/** What replication rules say of versions. https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html */

/** The first schema knew prefixes only; it had no Filter, and delete markers followed their objects. */
export function isFirstSchema(rule: ReplicationRule): boolean {
  return rule.Filter === undefined;
}

export function prefixOf(rule: ReplicationRule): string {
  return rule.Filter?.And?.Prefix ?? rule.Filter?.Prefix ?? rule.Prefix ?? '';
}

export function tagsOf({ Filter }: ReplicationRule): readonly Tag[] {
  return [...(Filter?.And?.Tags ?? []), ...(Filter?.Tag ? [Filter.Tag] : [])];
}

/** `arn:aws:s3:::NAME` > `NAME`. */
export function destinationOf(rule: ReplicationRule): string {
  return rule.Destination?.Bucket?.split(':')[5] ?? '';
}

/** The rule by which a version goes to each destination bucket: of several, the one of the highest priority. */
export function rulesFor(configuration: ReplicationConfiguration, row: VersionRow): readonly ReplicationRule[] {
  const chosen = new Map<string, ReplicationRule>();
  for (const rule of configuration.Rules ?? []) {
    if (!appliesTo(rule, row)) continue;
    const rival = chosen.get(destinationOf(rule));
    if (rival === undefined || (rule.Priority ?? 0) > (rival.Priority ?? 0)) chosen.set(destinationOf(rule), rule);
  }
  return [...chosen.values()];
}

function appliesTo(rule: ReplicationRule, row: VersionRow): boolean {
  if (rule.Status !== 'Enabled' || !row.key.startsWith(prefixOf(rule))) return false;
  return row.kind === 'object' ? takesObject(rule, row) : takesMarker(rule, row);
}

const archived = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html */
function takesObject(rule: ReplicationRule, row: ObjectRow): boolean {
  if (archived.has(row.storageClass)) return false;
  if (row.replicationStatus === 'REPLICA' && rule.SourceSelectionCriteria?.ReplicaModifications?.Status !== 'Enabled') {
    return false;
  }
  const keyed = row.encryption.algorithm !== 'AES256';
  if (keyed && rule.SourceSelectionCriteria?.SseKmsEncryptedObjects?.Status !== 'Enabled') return false;
  return tagsOf(rule).every(({ Key, Value }) => row.tags.some((tag) => tag.Key === Key && tag.Value === Value));
}

function takesMarker(rule: ReplicationRule, _row: DeleteMarkerRow): boolean {
  return isFirstSchema(rule) || rule.DeleteMarkerReplication?.Status === 'Enabled';
}
