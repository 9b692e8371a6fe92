import type { ReplicationRule } from '@aws-sdk/client-s3';
import type { Cause } from '../../../contract/cause.ts';
import type { Globe } from '../../../contract/globe.ts';
import type { Principal } from '../../../contract/principal.ts';
import { privateGrants } from '../acl.ts';
import { holdBody, releaseBody } from '../body.ts';
import { bucketsOf, objectsOf } from '../bucket.ts';
import { keyScope } from '../key-order.ts';
import { openObject, usesKms, withEncryptedDataKey } from '../kms.ts';
import { type BucketRow, type Encryption, type ObjectRow, objects, type VersionRow } from '../tables.ts';
import { currentVersion, versionById } from '../versions.ts';
import { failingLaterAs, ReplicationFailure } from './failure.ts';
import { changesOwner, checkDestination, checkSource } from './permissions.ts';
import { destinationOf } from './rules.ts';

/** What is replicated, where to, and with whose rights. */
interface Replica {
  readonly globe: Globe;
  readonly cause: Cause;
  readonly caller: Principal;
  readonly source: BucketRow;
  readonly row: VersionRow;
  readonly rule: ReplicationRule;
}

/** Makes the replica's row: asks every permission, and the keys. Throws ReplicationFailure. */
export async function makeReplica(replica: Replica): Promise<VersionRow> {
  const { source, row, rule } = replica;
  checkSource(replica, source, row);
  const destination = usableDestination(replica);
  checkDestination(replica, destination, row, rule);
  if (row.kind === 'delete-marker') return { ...row, owner: destination.account };
  if (row.retention !== undefined && destination.objectLock === undefined) {
    throw new ReplicationFailure('DstBucketObjectLockConfigMissing');
  }
  const encryption = usesKms(row.encryption) ? await replicaEncryption(replica, row, destination) : row.encryption;
  return { ...row, ...ownership(rule, row, destination), ...changes(rule, row), encryption };
}

/** The bucket as it is now: it may have changed since the rule was made. */
export function usableDestination({ globe, rule }: Pick<Replica, 'globe' | 'rule'>): BucketRow {
  const destination = bucketsOf(globe).get(destinationOf(rule));
  if (destination === undefined) throw new ReplicationFailure('DstBucketNotFound');
  if (destination.versioning !== 'Enabled') throw new ReplicationFailure('DstBucketUnversioned');
  return destination;
}

/** Decrypted with the source's key, encrypted with the rule's: the role needs kms:Decrypt and kms:Encrypt. */
async function replicaEncryption(replica: Replica, row: ObjectRow, destination: BucketRow): Promise<Encryption> {
  await failingLaterAs('SrcKmsKeyInvalidState', openObject(replica, replica.source, row.key, row.encryption));
  const wanted: Encryption = {
    algorithm: row.encryption.algorithm,
    kmsKeyId: replica.rule.Destination?.EncryptionConfiguration?.ReplicaKmsKeyID,
    bucketKeyEnabled:
      row.encryption.bucketKeyEnabled ?? (destination.encryption.Rules?.[0]?.BucketKeyEnabled || undefined),
  };
  return failingLaterAs('DstKmsKeyInvalidState', withEncryptedDataKey(replica, destination, row.key, wanted));
}

function ownership(rule: ReplicationRule, row: ObjectRow, destination: BucketRow): Pick<ObjectRow, 'owner' | 'grants'> {
  const taken = destination.ownership === 'BucketOwnerEnforced' || changesOwner(rule, destination);
  return taken ? { owner: destination.account, grants: privateGrants(destination.account) } : row;
}

function changes(
  rule: ReplicationRule,
  row: ObjectRow,
): Pick<ObjectRow, 'storageClass' | 'restore' | 'replicationStatus'> {
  return {
    storageClass: rule.Destination?.StorageClass ?? row.storageClass,
    restore: undefined,
    replicationStatus: 'REPLICA',
  };
}

/** Puts a replica among the versions of its key, by the time at which its original was written. Within a step. */
export function placeReplica(globe: Globe, destination: BucketRow, replica: VersionRow): void {
  const rows = objectsOf(globe, destination.name);
  if (replica.kind === 'object') holdBody(globe, replica.pieces);
  const earlier = versionById(rows, replica.key, replica.versionId);
  if (earlier?.kind === 'object') releaseBody(globe, earlier.pieces);
  rows.put({ ...replica, sequence: earlier?.sequence ?? freeSequence(globe, destination, replica) });
}

/** Later versions make room for one that comes late. */
function freeSequence(globe: Globe, destination: BucketRow, replica: VersionRow): number {
  const rows = objectsOf(globe, destination.name);
  const newest = currentVersion(rows, replica.key);
  if (newest === undefined || newest.lastModifiedAt <= replica.lastModifiedAt) return (newest?.sequence ?? 0) + 1;
  const later = [...rows.range({ prefix: keyScope(replica.key) })].filter(
    ({ lastModifiedAt }) => lastModifiedAt > replica.lastModifiedAt,
  );
  for (const row of later) {
    rows.delete(objects.key(row));
    rows.put({ ...row, sequence: row.sequence + 1 });
  }
  return later.at(-1)?.sequence ?? newest.sequence + 1;
}
