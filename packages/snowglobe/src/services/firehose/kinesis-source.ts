import type { StreamRecord, StreamSource } from '../../contract/event-source.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Store } from '../../contract/store.ts';
import { deliveryStreamArn, findStream, type StreamAddress } from './delivery-stream.ts';
import { bufferRecords } from './incoming.ts';
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

function readSource(globe: Globe, address: StreamAddress): void {
  const arn = findStream(globe, address)?.source?.streamArn;
  const source = arn === undefined ? undefined : streamSource(globe, arn);
  if (!source || arn === undefined) return;
  for (const { shardId } of source.shards(globe, arn)) while (readShard(globe, address, source, arn, shardId));
}

/** Buffers some records of a shard; false when there were none. A shard that came later is read from its beginning. */
function readShard(globe: Globe, address: StreamAddress, source: StreamSource, arn: string, shardId: string): boolean {
  const row = findStream(globe, address);
  const positions = globe.store.collection(sourcePositions, address.scope, address.name);
  const after = positions.get(shardId)?.position ?? source.startPosition(globe, arn, shardId, 'TRIM_HORIZON');
  const { records } = source.read(globe, arn, shardId, after, readLimit);
  const last = records.at(-1);
  if (!row || !last) return false;
  globe.store.step(globe.causes.begin('delivery', `firehose ${address.name} reads`, last.cause), () => {
    bufferRecords(
      globe,
      address,
      row,
      records.map((record) => bufferedRecord(record, shardId)),
      last.cause,
    );
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
