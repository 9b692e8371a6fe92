import type { UntagDeliveryStreamInput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { deliveryStreams } from '../tables.ts';

export const untagDeliveryStream: Operation<UntagDeliveryStreamInput, object> = (input, call) => {
  const row = getStream(call, input.DeliveryStreamName);
  const gone = new Set(input.TagKeys);
  const tags = Object.fromEntries(Object.entries(row.tags).filter(([key]) => !gone.has(key)));
  call.globe.store.collection(deliveryStreams, call.scope).put({ ...row, tags });
  return {};
};
