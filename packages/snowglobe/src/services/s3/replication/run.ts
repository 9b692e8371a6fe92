import { AwsError } from '../../../contract/aws-error.ts';
import type { Cause } from '../../../contract/cause.ts';
import type { Globe } from '../../../contract/globe.ts';
import type { Principal } from '../../../contract/principal.ts';
import { bucketsOf, objectsOf } from '../bucket.ts';
import type { EventOrigin } from '../event.ts';
import { recordEvent } from '../notification.ts';
import { type BucketRow, type ReplicationRow, replications, type VersionRow } from '../tables.ts';
import { changeObject, versionById } from '../versions.ts';
import { failingAs, ReplicationFailure } from './failure.ts';
import { tellOfReplication } from './notice.ts';
import { isBeingReplicated, replicationsOf } from './queue.ts';
import { makeReplica, placeReplica, usableDestination } from './replica.ts';
import { destinationOf } from './rules.ts';

const firstRetryMs = 1_000;
const longestRetryMs = 15 * 60_000;

const service = 's3.amazonaws.com';

/** Replicates what waits for it, now and whenever something is written: to one destination in the order of the writes. */
export function runReplications(globe: Globe): void {
  const schedule = schedulerOf(globe);
  globe.store.watch(replications, ({ after }) => {
    if (after !== undefined) schedule(after);
  });
  for (const row of replicationsOf(globe).range()) schedule(row);
}

function schedulerOf(globe: Globe): (job: ReplicationRow) => void {
  const lanes = new Map<string, Promise<void>>();
  const line = (job: ReplicationRow) => {
    const lane = `${job.bucket} ${destinationOf(job.rule)}`;
    const done = (lanes.get(lane) ?? Promise.resolve()).then(() => replicate(globe, job));
    lanes.set(lane, done);
    return done.finally(() => {
      if (lanes.get(lane) === done) lanes.delete(lane);
    });
  };
  return (job) => {
    const label = labelOf(job);
    if (job.attempts === 0) globe.scheduler.soon(label, () => line(job));
    else globe.scheduler.at(job.dueAt, label, () => line(job));
  };
}

function labelOf(job: ReplicationRow): string {
  return `s3 replication of ${job.bucket}/${job.key} to ${destinationOf(job.rule)}`;
}

/** Never rejects. */
async function replicate(globe: Globe, job: ReplicationRow): Promise<void> {
  const source = bucketsOf(globe).get(job.bucket);
  // The globe was emptied.
  if (!replicationsOf(globe).has(job.id)) return;
  const cause = globe.causes.begin('delivery', labelOf(job), job.cause);
  const done = globe.activity.begin('delivery', cause.label);
  try {
    const row = source && versionById(objectsOf(globe, source.name), job.key, job.versionId);
    if (source === undefined || row === undefined || source.replication === undefined) drop(globe, cause, job);
    else await replicateVersion(globe, cause, job, source, row);
  } catch (error) {
    if (error instanceof ReplicationFailure) fail(globe, cause, job, error);
    else retry(globe, cause, job, error);
  } finally {
    done();
  }
}

async function replicateVersion(
  globe: Globe,
  cause: Cause,
  job: ReplicationRow,
  source: BucketRow,
  row: VersionRow,
): Promise<void> {
  const { rule } = job;
  const role = source.replication?.Role ?? '';
  const caller = failingAs('AssumeRoleNotPermitted', () => globe.assumeRole(role, service, 's3-replication'));
  const replica = await makeReplica({ globe, cause, caller, source, row, rule });
  globe.store.step(cause, () => {
    if (!replicationsOf(globe).delete(job.id)) return;
    const destination = usableDestination({ globe, rule });
    placeReplica(globe, destination, replica);
    tell(globe, destination, replica, originOf(globe, caller, cause));
    if (!isBeingReplicated(globe, job)) mark(globe, job, 'COMPLETED');
    if (job.late) tellOfReplication(globe, job, 'Replication:OperationReplicatedAfterThreshold', cause, {});
  });
}

function tell(globe: Globe, destination: BucketRow, replica: VersionRow, origin: EventOrigin): void {
  const { key, versionId } = replica;
  if (replica.kind === 'delete-marker') {
    recordEvent(globe, destination, origin, 'ObjectRemoved:DeleteMarkerCreated', { key, versionId });
  } else {
    const { size, etag } = replica;
    recordEvent(globe, destination, origin, 'ObjectCreated:Put', { key, versionId, size, etag });
  }
}

function originOf(globe: Globe, caller: Principal, { id, trace }: Cause): EventOrigin {
  return {
    principalId: 'userId' in caller ? `AWS:${caller.userId}` : service,
    sourceIp: service,
    requestId: globe.random.hex(16).toUpperCase(),
    cause: { id, trace },
  };
}

/** Replicas stay replicas, and a failure to one destination is not made good by another's success. */
function mark(globe: Globe, job: ReplicationRow, status: 'COMPLETED' | 'FAILED'): void {
  const bucket = bucketsOf(globe).get(job.bucket);
  const row = bucket && versionById(objectsOf(globe, bucket.name), job.key, job.versionId);
  if (bucket === undefined || row?.kind !== 'object' || row.replicationStatus === 'REPLICA') return;
  if (row.replicationStatus !== 'FAILED') changeObject(globe, bucket, row, { replicationStatus: status });
}

function drop(globe: Globe, cause: Cause, job: ReplicationRow): void {
  globe.store.step(cause, () => replicationsOf(globe).delete(job.id));
}

function fail(globe: Globe, cause: Cause, job: ReplicationRow, failure: ReplicationFailure): void {
  globe.store.step(cause, () => {
    if (!replicationsOf(globe).delete(job.id)) return;
    mark(globe, job, 'FAILED');
    tellOfReplication(globe, job, 'Replication:OperationFailedReplication', cause, { failureReason: failure.reason });
  });
}

/** Nothing that the configuration is to blame for: S3 goes on trying. */
function retry(globe: Globe, cause: Cause, job: ReplicationRow, error: unknown): void {
  if (!(error instanceof AwsError)) globe.reportFault(cause.label, error);
  globe.store.step(cause, () => {
    if (!replicationsOf(globe).has(job.id)) return;
    const nowAt = globe.clock.now();
    const delayMs = Math.min(firstRetryMs * 2 ** job.attempts, longestRetryMs);
    const late = job.late ?? (isLate(job, nowAt) || undefined);
    if (late && !job.late) tellOfReplication(globe, job, 'Replication:OperationMissedThreshold', cause, {});
    replicationsOf(globe).put({ ...job, attempts: job.attempts + 1, dueAt: nowAt + delayMs, late });
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html */
function isLate({ rule, startedAt }: ReplicationRow, nowAt: number): boolean {
  const { Status, Time } = rule.Destination?.ReplicationTime ?? {};
  return Status === 'Enabled' && nowAt - startedAt >= (Time?.Minutes ?? 15) * 60_000;
}
