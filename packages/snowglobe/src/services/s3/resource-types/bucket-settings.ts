import type { Properties, PropertySupport, ResourceContext } from '../../../contract/resource-type.ts';
import { lifecycleRule } from './lifecycle-rule.ts';
import { notificationConfiguration } from './notification-configuration.ts';
import { replicationConfiguration } from './replication-configuration.ts';

/** Template JSON whose shape the template check has confirmed. */
type Json = Properties[string];

/** One property of a bucket, as the operation that sets it. */
export interface BucketSetting {
  readonly property: string;
  readonly support: PropertySupport;
  readonly put: string;
  /** The operation's input without the bucket; undefined: nothing to set. */
  input(value: Json, context: ResourceContext): object | undefined;
  /** What takes the setting away once it has left the template. */
  readonly reset: { readonly operation: string; readonly input?: object };
}

const cannedAcls: Readonly<Record<string, string>> = {
  Private: 'private',
  PublicRead: 'public-read',
  PublicReadWrite: 'public-read-write',
  AuthenticatedRead: 'authenticated-read',
  LogDeliveryWrite: 'log-delivery-write',
  AwsExecRead: 'aws-exec-read',
  BucketOwnerRead: 'bucket-owner-read',
  BucketOwnerFullControl: 'bucket-owner-full-control',
};

const isTrue = (value: unknown) => String(value) === 'true';
const present =
  (map: (value: Json) => object) =>
  (value: Json): object | undefined =>
    value === undefined ? undefined : map(value);

/** In the order in which they are set: ownership and public access before what they restrict, versions before locks. */
export const bucketSettings: readonly BucketSetting[] = [
  {
    property: 'OwnershipControls',
    support: true,
    put: 'PutBucketOwnershipControls',
    input: present((value) => ({ OwnershipControls: value })),
    reset: {
      operation: 'PutBucketOwnershipControls',
      input: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
    },
  },
  {
    property: 'PublicAccessBlockConfiguration',
    support: true,
    put: 'PutPublicAccessBlock',
    input: present((value: Readonly<Record<string, unknown>>) => ({
      PublicAccessBlockConfiguration: Object.fromEntries(Object.entries(value).map(([name, on]) => [name, isTrue(on)])),
    })),
    reset: { operation: 'DeletePublicAccessBlock' },
  },
  {
    property: 'AccessControl',
    support: true,
    put: 'PutBucketAcl',
    input: (value) => (value === undefined || value === 'Private' ? undefined : { ACL: cannedAcls[value] ?? value }),
    reset: { operation: 'PutBucketAcl', input: { ACL: 'private' } },
  },
  {
    property: 'VersioningConfiguration',
    support: true,
    put: 'PutBucketVersioning',
    input: present((value) => ({ VersioningConfiguration: value })),
    reset: { operation: 'PutBucketVersioning', input: { VersioningConfiguration: { Status: 'Suspended' } } },
  },
  {
    property: 'ObjectLockConfiguration',
    support: { ObjectLockEnabled: true, Rule: { DefaultRetention: { Mode: true, Days: true, Years: true } } },
    put: 'PutObjectLockConfiguration',
    input: present((value) => ({ ObjectLockConfiguration: withNumbers(value) })),
    reset: {
      operation: 'PutObjectLockConfiguration',
      input: { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } },
    },
  },
  {
    property: 'BucketEncryption',
    support: {
      ServerSideEncryptionConfiguration: {
        BucketKeyEnabled: true,
        ServerSideEncryptionByDefault: { SSEAlgorithm: true, KMSMasterKeyID: true },
      },
    },
    put: 'PutBucketEncryption',
    input: present((value) => ({
      ServerSideEncryptionConfiguration: { Rules: value.ServerSideEncryptionConfiguration.map(encryptionRule) },
    })),
    reset: { operation: 'DeleteBucketEncryption' },
  },
  {
    property: 'CorsConfiguration',
    support: true,
    put: 'PutBucketCors',
    input: present((value) => ({ CORSConfiguration: { CORSRules: value.CorsRules.map(corsRule) } })),
    reset: { operation: 'DeleteBucketCors' },
  },
  {
    property: 'LifecycleConfiguration',
    support: true,
    put: 'PutBucketLifecycleConfiguration',
    input: present((value) => ({
      LifecycleConfiguration: { Rules: value.Rules.map(lifecycleRule) },
      TransitionDefaultMinimumObjectSize: value.TransitionDefaultMinimumObjectSize,
    })),
    reset: { operation: 'DeleteBucketLifecycle' },
  },
  {
    property: 'ReplicationConfiguration',
    support: true,
    put: 'PutBucketReplication',
    input: present((value) => ({ ReplicationConfiguration: replicationConfiguration(value) })),
    reset: { operation: 'DeleteBucketReplication' },
  },
  {
    property: 'NotificationConfiguration',
    support: true,
    put: 'PutBucketNotificationConfiguration',
    input: present((value) => ({ NotificationConfiguration: notificationConfiguration(value) })),
    reset: { operation: 'PutBucketNotificationConfiguration', input: { NotificationConfiguration: {} } },
  },
  {
    property: 'Tags',
    support: true,
    put: 'PutBucketTagging',
    input: (value, context) => tagging(value ?? [], context),
    reset: { operation: 'DeleteBucketTagging' },
  },
];

function tagging(own: readonly { Key: string; Value: unknown }[], { stackTags }: ResourceContext): object | undefined {
  const tags = new Map<string, string>();
  for (const { Key, Value } of [...stackTags, ...own]) if (!Key.startsWith('aws:')) tags.set(Key, String(Value));
  if (tags.size === 0) return undefined;
  return { Tagging: { TagSet: [...tags].map(([Key, Value]) => ({ Key, Value })) } };
}

function encryptionRule(rule: Json): object {
  return {
    ApplyServerSideEncryptionByDefault: rule.ServerSideEncryptionByDefault,
    ...(rule.BucketKeyEnabled !== undefined && { BucketKeyEnabled: isTrue(rule.BucketKeyEnabled) }),
  };
}

function corsRule(rule: Json): object {
  return {
    ID: rule.Id,
    AllowedHeaders: rule.AllowedHeaders,
    AllowedMethods: rule.AllowedMethods,
    AllowedOrigins: rule.AllowedOrigins,
    ExposeHeaders: rule.ExposedHeaders,
    MaxAgeSeconds: rule.MaxAge === undefined ? undefined : Number(rule.MaxAge),
  };
}

function withNumbers(configuration: Json): object {
  const retention = configuration.Rule?.DefaultRetention;
  if (retention === undefined) return configuration;
  const number = (value: unknown) => (value === undefined ? undefined : Number(value));
  return {
    ...configuration,
    Rule: { DefaultRetention: { ...retention, Days: number(retention.Days), Years: number(retention.Years) } },
  };
}
