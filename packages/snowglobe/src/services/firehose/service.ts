import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { resume } from './delivery.ts';
import { eventTarget } from './event-target.ts';
import { resumeSources } from './kinesis-source.ts';
import { createDeliveryStream } from './operations/create-delivery-stream.ts';
import { deleteDeliveryStream } from './operations/delete-delivery-stream.ts';
import { describeDeliveryStream } from './operations/describe-delivery-stream.ts';
import { listDeliveryStreams } from './operations/list-delivery-streams.ts';
import { listTagsForDeliveryStream } from './operations/list-tags-for-delivery-stream.ts';
import { putRecord } from './operations/put-record.ts';
import { putRecordBatch } from './operations/put-record-batch.ts';
import { startDeliveryStreamEncryption } from './operations/start-delivery-stream-encryption.ts';
import { stopDeliveryStreamEncryption } from './operations/stop-delivery-stream-encryption.ts';
import { tagDeliveryStream } from './operations/tag-delivery-stream.ts';
import { untagDeliveryStream } from './operations/untag-delivery-stream.ts';
import { updateDestination } from './operations/update-destination.ts';
import { deliveryStreamType } from './resource-types/delivery-stream.ts';
import { tables } from './tables.ts';

export const firehose: Service = {
  id: 'firehose',
  tables,
  operations: {
    CreateDeliveryStream: createDeliveryStream,
    DeleteDeliveryStream: deleteDeliveryStream,
    DescribeDeliveryStream: describeDeliveryStream,
    ListDeliveryStreams: listDeliveryStreams,
    ListTagsForDeliveryStream: listTagsForDeliveryStream,
    PutRecord: putRecord,
    PutRecordBatch: putRecordBatch,
    StartDeliveryStreamEncryption: startDeliveryStreamEncryption,
    StopDeliveryStreamEncryption: stopDeliveryStreamEncryption,
    TagDeliveryStream: tagDeliveryStream,
    UntagDeliveryStream: untagDeliveryStream,
    UpdateDestination: updateDestination,
  },
  access,
  resourceTypes: [deliveryStreamType],
  eventTarget,
  resume: (globe) => {
    resume(globe);
    resumeSources(globe);
  },
};
