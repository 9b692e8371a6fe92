import type { DeleteStreamInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { consumersOf } from '../consumer.ts';
import { resourceInUse } from '../errors.ts';
import { recordsOf, requireStream } from '../stream.ts';
import { consumers, streams } from '../tables.ts';

export const deleteStream: Operation<DeleteStreamInput, object> = (input, call) => {
  const stream = requireStream(input, call);
  const { store } = call.globe;
  const registered = consumersOf(call.globe, stream);
  if (registered.length > 0 && !input.EnforceConsumerDeletion) {
    throw resourceInUse(
      `Stream ${stream.row.name} under account ${stream.scope.account} has consumers. Deregister them or set EnforceConsumerDeletion.`,
    );
  }
  for (const consumer of registered) store.collection(consumers, stream.scope).delete(consumer.arn);
  for (const shard of stream.row.shards) recordsOf(call.globe, stream, shard.shardId).clear();
  // Differs from AWS: the stream is gone at once, it is never seen as DELETING.
  store.collection(streams, stream.scope).delete(stream.row.name);
  return {};
};
