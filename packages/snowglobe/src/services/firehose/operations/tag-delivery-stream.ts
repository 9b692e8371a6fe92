import type { TagDeliveryStreamInput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { deliveryStreams } from '../tables.ts';
import { withTags } from '../tags.ts';

export const tagDeliveryStream: Operation<TagDeliveryStreamInput, object> = (input, call) => {
  const row = getStream(call, input.DeliveryStreamName);
  call.globe.store.collection(deliveryStreams, call.scope).put({ ...row, tags: withTags(row.tags, input.Tags ?? []) });
  return {};
};
