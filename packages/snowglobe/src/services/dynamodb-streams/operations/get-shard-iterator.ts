import type {
  GetShardIteratorInput,
  GetShardIteratorOutput,
  ShardIteratorType,
} from '@aws-sdk/client-dynamodb-streams';
import type { Operation } from '../../../contract/operation.ts';
import {
  beforeSequenceNumber,
  isTrimmed,
  latestSequenceNumber,
  type Stream,
  shardIdOf,
  startingSequenceNumber,
} from '../../dynamodb/shard.ts';
import { shardNotFound, trimmed, validation } from '../errors.ts';
import { formatIterator } from '../iterator.ts';
import { openStream } from '../open-stream.ts';

export const getShardIterator: Operation<GetShardIteratorInput, GetShardIteratorOutput> = (input, call) => {
  const stream = openStream(call, input.StreamArn as string);
  const shardId = shardIdOf(stream.row);
  if (input.ShardId !== shardId) throw shardNotFound(input.ShardId as string);
  const position = positions[input.ShardIteratorType as ShardIteratorType](stream, input.SequenceNumber);
  const issuedAt = call.globe.clock.now();
  return { ShardIterator: formatIterator({ streamArn: stream.row.arn, shardId, position, issuedAt }) };
};

type Position = (stream: Stream, sequenceNumber: string | undefined) => string;

/** Where each kind of iterator starts: after which sequence number. */
const positions: Readonly<Record<ShardIteratorType, Position>> = {
  TRIM_HORIZON: () => '',
  LATEST: (stream) => latestSequenceNumber(stream),
  AT_SEQUENCE_NUMBER: (stream, given) => beforeSequenceNumber(checkedNumber(stream, given)),
  AFTER_SEQUENCE_NUMBER: (stream, given) => checkedNumber(stream, given),
};

function checkedNumber(stream: Stream, given: string | undefined): string {
  if (given === undefined) throw validation('SequenceNumber is required for this ShardIteratorType');
  const isBeyond = given.length !== 21 || given < startingSequenceNumber(stream.row);
  if (isBeyond) throw validation(`Invalid SequenceNumber: ${given}`);
  if (isTrimmed(stream, given)) throw trimmed();
  return given;
}
