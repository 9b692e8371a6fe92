import { formatArn, parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { invalidArgument, shardNotFound, streamNotFound } from './errors.ts';
import { type RecordRow, records, type ShardState, type StreamRow, streams } from './tables.ts';

/** A stream and where it lives. */
export interface Stream {
  readonly scope: Scope;
  readonly row: StreamRow;
}

export interface StreamAddress {
  readonly scope: Scope;
  readonly name: string;
}

/** How operations name a stream. */
export interface StreamNaming {
  readonly StreamName?: string | undefined;
  readonly StreamARN?: string | undefined;
}

export function streamArn(address: StreamAddress): string {
  return formatArn('kinesis', address.scope, `stream/${address.name}`);
}

export function addressOfArn(arn: string): StreamAddress | undefined {
  const parts = parseArn(arn);
  const name = /^stream\/([^/]+)/.exec(parts?.resource ?? '')?.[1];
  if (parts?.service !== 'kinesis' || !name) return undefined;
  return { scope: { account: parts.account, region: parts.region }, name };
}

/** The stream that an input names, whether it exists or not. Throws InvalidArgumentException when it names none. */
function addressOfInput(input: StreamNaming, scope: Scope): StreamAddress {
  const byArn = input.StreamARN === undefined ? undefined : addressOfArn(input.StreamARN);
  if (!byArn) {
    if (input.StreamName === undefined) throw invalidArgument('Either StreamName or StreamARN should be provided.');
    return { scope, name: input.StreamName };
  }
  if (input.StreamName !== undefined && input.StreamName !== byArn.name) {
    throw invalidArgument('StreamName and StreamARN must name the same stream.');
  }
  return byArn;
}

export function findStream(globe: Globe, address: StreamAddress): Stream | undefined {
  const row = globe.store.collection(streams, address.scope).get(address.name);
  return row && { scope: address.scope, row };
}

export function findStreamByArn(globe: Globe, arn: string): Stream | undefined {
  const address = addressOfArn(arn);
  return address && findStream(globe, address);
}

/** Throws ResourceNotFoundException. */
export function requireStream(input: StreamNaming, call: Call): Stream {
  const address = addressOfInput(input, call.scope);
  const stream = findStream(call.globe, address);
  if (!stream) throw streamNotFound(address.name, address.scope);
  return stream;
}

/** A shard by its id, which may be given without leading zeros. */
export function findShard(stream: Stream, shardId: string): ShardState | undefined {
  const number = /^(?:shardId-)?(\d{1,12})$/.exec(shardId)?.[1];
  return number === undefined ? undefined : stream.row.shards.find((shard) => shard.index === Number(number));
}

/** Throws ResourceNotFoundException. */
export function requireShard(stream: Stream, shardId: string): ShardState {
  const shard = findShard(stream, shardId);
  if (!shard) throw shardNotFound(shardId, stream.row.name, stream.scope);
  return shard;
}

export function recordsOf(globe: Globe, stream: Stream, shardId: string): Collection<RecordRow> {
  return globe.store.collection(records, stream.scope, `${stream.row.name}/${shardId}`);
}

/** Replaces a stream's row, within the open step. */
export function putStream(globe: Globe, stream: Stream, change: Partial<StreamRow>): StreamRow {
  const row = { ...stream.row, ...change };
  globe.store.collection(streams, stream.scope).put(row);
  return row;
}
