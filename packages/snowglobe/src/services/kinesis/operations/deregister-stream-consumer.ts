import type { DeregisterStreamConsumerInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { requireConsumer } from '../consumer.ts';
import { consumers } from '../tables.ts';

export const deregisterStreamConsumer: Operation<DeregisterStreamConsumerInput, object> = (input, call) => {
  const { row, stream } = requireConsumer(input, call);
  call.globe.store.collection(consumers, stream.scope).delete(row.arn);
  return {};
};
