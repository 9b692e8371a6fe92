import type { ReplicationRule } from '@aws-sdk/client-s3';
import type { Globe } from '../../../contract/globe.ts';
import type { AccessRequest, Principal } from '../../../contract/principal.ts';
import { askBucket, askObject } from '../bucket-access.ts';
import type { BucketRow, VersionRow } from '../tables.ts';
import { failingAs } from './failure.ts';

/**
 * What the role of a replication must be allowed.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */

interface Asker {
  readonly globe: Globe;
  readonly caller: Principal;
}

/** Throws a ReplicationFailure when the role may not read the version from its bucket. */
export function checkSource(asker: Asker, bucket: BucketRow, row: VersionRow): void {
  const { globe, caller } = asker;
  const ask = (request: AccessRequest) => globe.authorize(caller, [request], scopeOf(bucket));
  const object = (action: string) => ask(askObject(asker, bucket.name, row.key, action, row.versionId));
  failingAs('SrcBucketReplicationConfigMissing', () =>
    ask(askBucket(asker, bucket.name, 'GetReplicationConfiguration')),
  );
  failingAs('SrcGetObjectNotPermitted', () => {
    if (row.kind === 'delete-marker') return ask(askBucket(asker, bucket.name, 'ListBucket'));
    object('GetObjectVersionForReplication');
    object('GetObjectVersionAcl');
  });
  if (row.kind === 'object' && row.tags.length > 0) {
    failingAs('SrcGetTaggingNotPermitted', () => object('GetObjectVersionTagging'));
  }
}

/** Throws a ReplicationFailure when the role may not write the replica. */
export function checkDestination(asker: Asker, bucket: BucketRow, row: VersionRow, rule: ReplicationRule): void {
  const { globe, caller } = asker;
  const object = (action: string) =>
    globe.authorize(caller, [askObject(asker, bucket.name, row.key, action)], scopeOf(bucket));
  if (row.kind === 'delete-marker') return failingAs('DstDelObjNotPermitted', () => object('ReplicateDelete'));
  failingAs('DstPutObjNotPermitted', () => {
    object('ReplicateObject');
    if (changesOwner(rule, bucket)) object('ObjectOwnerOverrideToBucketOwner');
  });
  if (row.tags.length > 0) failingAs('DstPutTaggingNotPermitted', () => object('ReplicateTags'));
}

/** A bucket whose owner owns everything needs no override. */
export function changesOwner(rule: ReplicationRule, destination: BucketRow): boolean {
  return (
    rule.Destination?.AccessControlTranslation?.Owner === 'Destination' &&
    destination.ownership !== 'BucketOwnerEnforced'
  );
}

function scopeOf({ account, region }: BucketRow) {
  return { account, region };
}
