import type { RegisterStreamConsumerInput, RegisterStreamConsumerOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { consumersOf, describedConsumer } from '../consumer.ts';
import { limitExceeded, resourceInUse } from '../errors.ts';
import { maximumConsumers } from '../limits.ts';
import { requireStream } from '../stream.ts';
import { consumers } from '../tables.ts';
import { withTags } from '../tags.ts';

export const registerStreamConsumer: Operation<RegisterStreamConsumerInput, RegisterStreamConsumerOutput> = (
  input,
  call,
) => {
  const stream = requireStream({ StreamARN: input.StreamARN }, call);
  const name = input.ConsumerName ?? '';
  const registered = consumersOf(call.globe, stream);
  if (registered.some((consumer) => consumer.name === name)) {
    throw resourceInUse(
      `Consumer ${name} under stream ${stream.row.name} already exists for account ${stream.scope.account}.`,
    );
  }
  if (registered.length >= maximumConsumers) {
    throw limitExceeded(
      `This request would exceed the limit of ${maximumConsumers} consumers for stream ${stream.row.name}.`,
    );
  }
  const createdAt = call.globe.clock.now();
  // Differs from AWS: the consumer is ACTIVE at once.
  const row = {
    name,
    arn: `${stream.row.arn}/consumer/${name}:${Math.floor(createdAt / 1_000)}`,
    streamName: stream.row.name,
    createdAt,
    tags: withTags({}, input.Tags ?? {}),
  };
  call.globe.store.collection(consumers, stream.scope).put(row);
  return { Consumer: describedConsumer(row) };
};
