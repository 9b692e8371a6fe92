import type { ShardIteratorType } from '@aws-sdk/client-kinesis';
import type { Globe } from '../../contract/globe.ts';
import { invalidArgument } from './errors.ts';
import { parseSequence } from './sequence-number.ts';
import { latestPlace, type Place, placeBefore } from './shard-reader.ts';
import type { Stream } from './stream.ts';
import type { ShardState } from './tables.ts';

/** Where a reader wants to begin. */
export interface StartingPoint {
  readonly type: ShardIteratorType | undefined;
  readonly sequenceNumber: string | undefined;
  readonly timestamp: Date | undefined;
}

const mustSpecify = (type: string | undefined, found: string) =>
  invalidArgument(
    `Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified ${type} and ${found}.`,
  );

function checkSequence(text: string, stream: Stream, shard: ShardState): void {
  const used = `StartingSequenceNumber ${text} used in GetShardIterator on shard ${shard.shardId} in stream ${stream.row.name} under account ${stream.scope.account} is invalid`;
  const parts = parseSequence(text);
  if (!parts) throw invalidArgument(`${used}.`);
  if (parts.shardIndex !== shard.index) {
    throw invalidArgument(
      `Invalid StartingSequenceNumber. It encodes shardId-${String(parts.shardIndex).padStart(12, '0')}, while it was used in a call to a shard with ${shard.shardId}`,
    );
  }
  if (parts.shardCreatedSeconds !== Math.floor(shard.createdAt / 1_000)) {
    throw invalidArgument(`${used} because it did not come from this stream.`);
  }
}

function placeAtTimestamp(globe: Globe, stream: Stream, shard: ShardState, timestamp: Date | undefined): Place {
  if (!timestamp) {
    throw invalidArgument(
      'Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.',
    );
  }
  const instant = timestamp.getTime();
  const now = globe.clock.now();
  if (instant > now) {
    throw invalidArgument(
      `The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: ${instant}, currentTimestampInMillis: ${now}`,
    );
  }
  return { after: placeBefore(globe, stream, shard.shardId, instant) };
}

/** Where in a shard a reader begins. Throws InvalidArgumentException. */
export function startingPlace(globe: Globe, stream: Stream, shard: ShardState, point: StartingPoint): Place {
  const { type, sequenceNumber } = point;
  if (type === 'AT_SEQUENCE_NUMBER' || type === 'AFTER_SEQUENCE_NUMBER') {
    if (sequenceNumber === undefined) throw mustSpecify(type, 'no StartingSequenceNumber');
    checkSequence(sequenceNumber, stream, shard);
    return type === 'AT_SEQUENCE_NUMBER' ? { from: sequenceNumber } : { after: sequenceNumber };
  }
  if (sequenceNumber !== undefined) throw mustSpecify(type, 'also a StartingSequenceNumber');
  if (type === 'AT_TIMESTAMP') return placeAtTimestamp(globe, stream, shard, point.timestamp);
  return { after: type === 'LATEST' ? latestPlace(globe, stream, shard.shardId) : '' };
}
