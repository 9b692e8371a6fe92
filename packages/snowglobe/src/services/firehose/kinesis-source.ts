import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { StreamRecord, StreamSource } from '../../contract/event-source.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Store } from '../../contract/store.ts';
import { deliveryStreamArn, findStream, type StreamAddress } from './delivery-stream.ts';
import { logDeliveryError } from './error-log.ts';
import { bufferRecords } from './incoming.ts';
import { retryPauseMs } from './limits.ts';
import { assumeFirehoseRole } from './role.ts';
import { type BufferedRecord, deliveryStreams, sourcePositions } from './tables.ts';

const readLimit = 1000;

/** Ends the watching of a source, by the delivery stream's ARN. */
const watches = new WeakMap<Store, Map<string, () => void>>();

function watchesOf(globe: Globe): Map<string, () => void> {
  const known = watches.get(globe.store) ?? new Map<string, () => void>();
  watches.set(globe.store, known);
  return known;
}

/** The Kinesis stream behind an ARN; undefined when there is none. */
export function streamSource(globe: Globe, arn: string): StreamSource | undefined {
  const source = globe.eventSource(arn);
  return source?.kind === 'stream' && source.eventSource === 'aws:kinesis' && source.exists(globe, arn)
    ? source
    : undefined;
}

/** Remembers in a step where reading begins: AWS reads from the latest record. */
export function markLatest(globe: Globe, { name, scope }: StreamAddress, source: StreamSource, arn: string): void {
  for (const { shardId } of source.shards(globe, arn)) {
    const position = source.startPosition(globe, arn, shardId, 'LATEST');
    globe.store.collection(sourcePositions, scope, name).put({ shardId, position });
  }
}

/** Reads the source now and after each write to it. */
export function watchSource(globe: Globe, address: StreamAddress): void {
  const arn = findStream(globe, address)?.source?.streamArn;
  const source = arn === undefined ? undefined : streamSource(globe, arn);
  if (!source || arn === undefined) return;
  const label = `firehose: read for ${address.name}`;
  const wake = () => globe.scheduler.soon(label, () => readSource(globe, address));
  watchesOf(globe).set(deliveryStreamArn(address.scope, address.name), source.watch(globe, arn, wake));
  wake();
}

export function unwatchSource(globe: Globe, address: StreamAddress): void {
  const arn = deliveryStreamArn(address.scope, address.name);
  watchesOf(globe).get(arn)?.();
  watchesOf(globe).delete(arn);
}

/** Reads one after another: what comes while a source is read is read next. */
const reading = new WeakMap<Store, Map<string, 'once' | 'again'>>();

async function readSource(globe: Globe, address: StreamAddress): Promise<void> {
  const busy = reading.get(globe.store) ?? new Map<string, 'once' | 'again'>();
  reading.set(globe.store, busy);
  const name = deliveryStreamArn(address.scope, address.name);
  if (busy.has(name)) {
    busy.set(name, 'again');
    return;
  }
  try {
    do {
      busy.set(name, 'once');
      await readShards(globe, address);
    } while (busy.get(name) === 'again');
  } finally {
    busy.delete(name);
  }
}

/** What AWS asks of the role. https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#access-to-kinesis */
const readActions = ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords'];

/** The role's session. Throws AccessDenied when it may not read the source. */
function sourceReader(globe: Globe, { account }: Scope, arn: string, roleArn: string): Principal {
  const principal = assumeFirehoseRole(globe, account, roleArn);
  const { account: owner = account, region = '' } = parseArn(arn) ?? {};
  const requests = readActions.map((action) => ({ action, resource: arn }));
  globe.authorize(principal, requests, { account: owner, region });
  return principal;
}

/** Reads all shards to their end; what the role may not read is tried again later. */
async function readShards(globe: Globe, address: StreamAddress): Promise<void> {
  const row = findStream(globe, address);
  const arn = row?.source?.streamArn;
  const source = arn === undefined ? undefined : streamSource(globe, arn);
  if (!row?.source || !source || arn === undefined) return;
  try {
    const principal = sourceReader(globe, address.scope, arn, row.source.roleArn);
    const shards = source.shards(globe, arn).map(({ shardId }) => shardId);
    for (const shardId of shards) while (await readShard(globe, address, { arn, source, principal, shardId }));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const cause = globe.causes.begin('delivery', `firehose ${address.name} reads`);
    const told = new AwsError(`Kinesis.${error.code}`, error.message);
    await logDeliveryError(globe, address, row, told, cause);
    globe.scheduler.after(retryPauseMs, `firehose: read for ${address.name}`, () => readSource(globe, address));
  }
}

interface SourceShard {
  readonly arn: string;
  readonly source: StreamSource;
  readonly principal: Principal;
  readonly shardId: string;
}

/** Buffers some records of a shard; false when there were none. A shard that came later is read from its beginning. */
async function readShard(globe: Globe, address: StreamAddress, shard: SourceShard): Promise<boolean> {
  const { arn, principal, shardId, source } = shard;
  const positions = globe.store.collection(sourcePositions, address.scope, address.name);
  const after = positions.get(shardId)?.position ?? source.startPosition(globe, arn, shardId, 'TRIM_HORIZON');
  const { records } = source.read(globe, arn, shardId, after, readLimit);
  const last = records.at(-1);
  if (!last) return false;
  await source.unlock?.(globe, arn, shardId, records, async () => principal);
  const row = findStream(globe, address);
  // Deleted, or made anew, while a key was asked for.
  if (row?.source?.streamArn !== arn) return false;
  globe.store.step(globe.causes.begin('delivery', `firehose ${address.name} reads`, last.cause), () => {
    const buffered = records.map((record) => bufferedRecord(record, shardId));
    bufferRecords(globe, address, row, buffered, last.cause);
    positions.put({ shardId, position: last.sequenceNumber });
  });
  return true;
}

function bufferedRecord(
  { arrivedAt, event, partitionKey, sequenceNumber }: StreamRecord,
  shardId: string,
): BufferedRecord {
  const { data } = event.kinesis as { readonly data: string };
  return {
    recordId: `${shardId}:${sequenceNumber}`,
    data: new Uint8Array(Buffer.from(data, 'base64')),
    arrivedAt,
    kinesis: { shardId, partitionKey, sequenceNumber },
  };
}

/** After a restart: every stream reads its source again. */
export function resumeSources(globe: Globe): void {
  for (const { rows, scope } of globe.store.everyCollection(deliveryStreams)) {
    for (const { name, source } of rows.range()) {
      if (source) globe.scheduler.soon(`firehose: source of ${name}`, () => watchSource(globe, { scope, name }));
    }
  }
}
