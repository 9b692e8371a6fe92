import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Principal } from '../../contract/principal.ts';
import { bucketArn, canonicalUser } from './bucket.ts';
import type { BucketRow } from './tables.ts';
import { urlEncodeKey } from './url-encoding.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
export type EventName =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload'
  | 'ObjectRemoved:Delete'
  | 'ObjectRemoved:DeleteMarkerCreated'
  | 'ObjectRestore:Post'
  | 'ObjectRestore:Completed'
  | 'ObjectRestore:Delete'
  | 'ObjectTagging:Put'
  | 'ObjectTagging:Delete'
  | 'ObjectAcl:Put'
  | 'LifecycleTransition'
  | 'LifecycleExpiration:Delete'
  | 'LifecycleExpiration:DeleteMarkerCreated'
  | ReplicationEventName;

export type ReplicationEventName =
  | 'Replication:OperationFailedReplication'
  | 'Replication:OperationMissedThreshold'
  | 'Replication:OperationReplicatedAfterThreshold';

/** Who made it happen. */
export interface EventOrigin {
  readonly principalId: string;
  readonly sourceIp: string;
  readonly requestId: string;
  readonly cause: CauseLink;
}

export interface EventObject {
  readonly key: string;
  readonly size?: number | undefined;
  readonly etag?: string | undefined;
  readonly versionId?: string | undefined;
  /** With `Replication:` events: what went wrong where. */
  readonly replication?: Readonly<Record<string, string>> | undefined;
}

export interface ObjectEvent {
  readonly name: EventName;
  readonly origin: EventOrigin;
  readonly object: EventObject;
  /** Epoch ms. */
  readonly at: number;
  readonly sequencer: string;
}

export function originOf(call: Call): EventOrigin {
  return {
    principalId: principalId(call.caller),
    sourceIp: call.http.sourceIp,
    requestId: call.requestId,
    cause: { id: call.cause.id, trace: call.cause.trace },
  };
}

/** Lifecycle and restores act in S3's own name. */
export function serviceOrigin(globe: Globe, cause: CauseLink): EventOrigin {
  return {
    principalId: 's3.amazonaws.com',
    sourceIp: 's3.amazonaws.com',
    requestId: globe.random.hex(16).toUpperCase(),
    cause: { id: cause.id, trace: cause.trace },
  };
}

function principalId(caller: Principal): string {
  switch (caller.kind) {
    case 'root':
      return `AWS:${caller.account}`;
    case 'user':
    case 'assumed-role':
      return `AWS:${caller.userId}`;
    case 'service':
      return caller.service;
    case 'anonymous':
      return 'Anonymous';
  }
}

/** Lifecycle events came with 2.3, replication events with 2.2. */
function versionOf(name: EventName): string {
  if (name.startsWith('Lifecycle')) return '2.3';
  return name.startsWith('Replication') ? '2.2' : '2.1';
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
export function eventRecord(bucket: BucketRow, event: ObjectEvent, configurationId: string): object {
  const { origin, object } = event;
  return {
    eventVersion: versionOf(event.name),
    eventSource: 'aws:s3',
    awsRegion: bucket.region,
    eventTime: new Date(event.at).toISOString(),
    eventName: event.name,
    userIdentity: { principalId: origin.principalId },
    requestParameters: { sourceIPAddress: origin.sourceIp },
    responseElements: { 'x-amz-request-id': origin.requestId, 'x-amz-id-2': hostId(origin.requestId) },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId,
      bucket: {
        name: bucket.name,
        ownerIdentity: { principalId: canonicalUser(bucket.account).slice(0, 14).toUpperCase() },
        arn: bucketArn(bucket.name),
      },
      object: {
        key: urlEncodeKey(object.key),
        size: object.size,
        eTag: object.etag,
        versionId: object.versionId,
        sequencer: event.sequencer,
      },
    },
    ...(object.replication && { replicationEventData: object.replication }),
  };
}

/** What S3 sends once to a queue or topic when it is configured as destination. */
export function testEvent(bucket: BucketRow, at: number, requestId: string): object {
  return {
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date(at).toISOString(),
    Bucket: bucket.name,
    RequestId: requestId,
    HostId: hostId(requestId),
  };
}

function hostId(requestId: string): string {
  return Buffer.from(`${requestId}/snowglobe`.padEnd(56, '/')).toString('base64');
}

const sequencers = new WeakMap<Globe, { at: number; count: number }>();

/** Hexadecimal, longer-or-equal and greater for each later event of a globe, so that events of one key can be put in order. */
export function nextSequencer(globe: Globe): string {
  const at = globe.clock.now();
  const last = sequencers.get(globe);
  const count = last?.at === at ? last.count + 1 : 0;
  sequencers.set(globe, { at, count });
  return `${at.toString(16).padStart(12, '0')}${count.toString(16).padStart(6, '0')}`.toUpperCase();
}
