import { bucketArn } from './bucket.ts';
import type { EventName, ObjectEvent, ReplicationEventName } from './event.ts';
import type { BucketRow } from './tables.ts';

interface Wording {
  readonly detailType: string;
  /** Members of the detail besides the object. */
  readonly extra: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html and ev-events.html */
const wordings: Readonly<Record<Exclude<EventName, ReplicationEventName>, Wording>> = {
  'ObjectCreated:Put': { detailType: 'Object Created', extra: { reason: 'PutObject' } },
  'ObjectCreated:Copy': { detailType: 'Object Created', extra: { reason: 'CopyObject' } },
  'ObjectCreated:CompleteMultipartUpload': {
    detailType: 'Object Created',
    extra: { reason: 'CompleteMultipartUpload' },
  },
  'ObjectRemoved:Delete': {
    detailType: 'Object Deleted',
    extra: { reason: 'DeleteObject', 'deletion-type': 'Permanently Deleted' },
  },
  'ObjectRemoved:DeleteMarkerCreated': {
    detailType: 'Object Deleted',
    extra: { reason: 'DeleteObject', 'deletion-type': 'Delete Marker Created' },
  },
  'LifecycleExpiration:Delete': {
    detailType: 'Object Deleted',
    extra: { reason: 'Lifecycle Expiration', 'deletion-type': 'Permanently Deleted' },
  },
  'LifecycleExpiration:DeleteMarkerCreated': {
    detailType: 'Object Deleted',
    extra: { reason: 'Lifecycle Expiration', 'deletion-type': 'Delete Marker Created' },
  },
  LifecycleTransition: { detailType: 'Object Storage Class Changed', extra: {} },
  'ObjectRestore:Post': { detailType: 'Object Restore Initiated', extra: {} },
  'ObjectRestore:Completed': { detailType: 'Object Restore Completed', extra: {} },
  'ObjectRestore:Delete': { detailType: 'Object Restore Expired', extra: {} },
  'ObjectTagging:Put': { detailType: 'Object Tags Added', extra: {} },
  'ObjectTagging:Delete': { detailType: 'Object Tags Deleted', extra: {} },
  'ObjectAcl:Put': { detailType: 'Object ACL Updated', extra: {} },
};

function isOfReplication(name: EventName): name is ReplicationEventName {
  return name.startsWith('Replication:');
}

/** An event in the form in which S3 gives it to EventBridge: all of a bucket's events but replication's, keys not encoded. */
export function eventBridgeDetail(bucket: BucketRow, event: ObjectEvent) {
  if (isOfReplication(event.name)) return undefined;
  const { detailType, extra } = wordings[event.name];
  const { object, origin } = event;
  return {
    detail: {
      version: '0',
      bucket: { name: bucket.name },
      object: {
        key: object.key,
        size: object.size,
        etag: object.etag,
        'version-id': object.versionId,
        sequencer: event.sequencer,
      },
      'request-id': origin.requestId,
      requester: origin.principalId.replace(/^AWS:/, ''),
      'source-ip-address': origin.sourceIp,
      ...extra,
    },
    parameters: {
      source: 'aws.s3',
      'detail-type': detailType,
      resources: bucketArn(bucket.name),
      time: new Date(event.at).toISOString(),
    },
  };
}
