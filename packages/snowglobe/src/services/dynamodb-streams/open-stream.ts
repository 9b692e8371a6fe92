import type { Call } from '../../contract/operation.ts';
import { findStream, type Stream } from '../dynamodb/shard.ts';
import { streamNotFound } from './errors.ts';

/** Throws AWS's ResourceNotFoundException. */
export function openStream(call: Call, arn: string): Stream {
  const stream = findStream(call.globe, arn);
  if (!stream) throw streamNotFound(arn);
  return stream;
}
