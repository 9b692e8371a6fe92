import { AwsError } from '../../contract/aws-error.ts';
import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import { everywhere } from '../../contract/scope.ts';
import { bucketArn } from './bucket.ts';
import { type BucketRow, type OutboxRow, outbox } from './tables.ts';

const firstRetryMs = 1_000;
const longestRetryMs = 15 * 60_000;
/** After about a day of trying the event is lost, as an event whose destination is gone is on AWS. */
const maxAttempts = 100;

/** In whose name a bucket's events arrive. */
export function notifier(bucket: Pick<BucketRow, 'name' | 'account'>): Principal {
  return { kind: 'service', service: 's3.amazonaws.com', account: bucket.account, sourceArn: bucketArn(bucket.name) };
}

/** Sends what lies in the outbox, now and whenever something is put there. */
export function deliverNotifications(globe: Globe): void {
  globe.store.watch(outbox, ({ after }) => {
    if (after !== undefined) schedule(globe, after);
  });
  for (const row of globe.store.collection(outbox, everywhere).range()) schedule(globe, row);
}

function schedule(globe: Globe, row: OutboxRow): void {
  const label = `s3 event of ${row.bucket} to ${row.destination}`;
  if (row.attempts === 0) globe.scheduler.soon(label, () => deliver(globe, row));
  else globe.scheduler.at(row.dueAt, label, () => deliver(globe, row));
}

async function deliver(globe: Globe, row: OutboxRow): Promise<void> {
  // The globe was emptied.
  if (!globe.store.collection(outbox, everywhere).has(row.id)) return;
  const cause = globe.causes.begin('delivery', `s3 event of ${row.bucket} to ${row.destination}`, row.cause);
  const done = globe.activity.begin('delivery', cause.label);
  try {
    await hand(globe, row, cause);
    settle(globe, cause, row, undefined);
  } catch (error) {
    // Whatever the destination's reason, S3 tries again and tells nobody.
    if (!(error instanceof AwsError)) globe.reportFault(cause.label, error);
    settle(globe, cause, row, nextTry(row, globe.clock.now()));
  } finally {
    done();
  }
}

async function hand(globe: Globe, row: OutboxRow, cause: Cause): Promise<void> {
  const target = globe.eventTarget(row.destination);
  if (target === undefined) throw new Error(`nothing delivers to ${row.destination}`);
  await target.deliver(globe, row.destination, {
    body: row.body,
    cause,
    caller: notifier({ name: row.bucket, account: row.account }),
    ...(row.parameters && { parameters: row.parameters }),
  });
}

/** The row for another try; undefined when it was the last. */
export function nextTry(row: OutboxRow, nowAt: number): OutboxRow | undefined {
  const attempts = row.attempts + 1;
  if (attempts >= maxAttempts) return undefined;
  return { ...row, attempts, dueAt: nowAt + Math.min(firstRetryMs * 2 ** row.attempts, longestRetryMs) };
}

function settle(globe: Globe, cause: Cause, row: OutboxRow, again: OutboxRow | undefined): void {
  globe.store.step(cause, () => {
    const rows = globe.store.collection(outbox, everywhere);
    if (!rows.has(row.id)) return;
    if (again === undefined) rows.delete(row.id);
    else rows.put(again);
  });
}
