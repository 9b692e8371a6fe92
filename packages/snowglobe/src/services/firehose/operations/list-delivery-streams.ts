import type { ListDeliveryStreamsInput, ListDeliveryStreamsOutput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { limits } from '../limits.ts';
import { deliveryStreams } from '../tables.ts';

export const listDeliveryStreams: Operation<ListDeliveryStreamsInput, ListDeliveryStreamsOutput> = (input, call) => {
  const after = input.ExclusiveStartDeliveryStreamName ?? '';
  const size = input.Limit ?? limits.streamPageSize;
  const rows = [...call.globe.store.collection(deliveryStreams, call.scope).range({ after })].filter(
    ({ source }) =>
      input.DeliveryStreamType === undefined ||
      input.DeliveryStreamType === (source ? 'KinesisStreamAsSource' : 'DirectPut'),
  );
  const DeliveryStreamNames = rows.slice(0, size).map(({ name }) => name);
  return { DeliveryStreamNames, HasMoreDeliveryStreams: rows.length > size };
};
