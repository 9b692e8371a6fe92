import type { AccessRule, Call } from '../../contract/operation.ts';
import type { AccessRequest } from '../../contract/principal.ts';
import { bucketArn, bucketsOf } from './bucket.ts';
import { askBucket, askObject, existingObject } from './bucket-access.ts';
import { parseCopySource } from './copy-source.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */

/** Rules read whichever members their operation's input has. */
type Input = Parameters<AccessRule>[0];
type Context = NonNullable<AccessRequest['context']>;

const onBucket =
  (action: string, context: (input: Input) => Context = () => ({})): AccessRule =>
  (input: Input, call) => [askBucket(call, input.Bucket, action, context(input))];

const onObject =
  (action: string): AccessRule =>
  (input: Input, call) => [askObject(call, input.Bucket, input.Key, action)];

/** Actions on one version have names of their own: GetObjectTagging, GetObjectVersionTagging. */
const onVersion =
  (action: string, versionAction: string): AccessRule =>
  (input: Input, call) => [
    askObject(call, input.Bucket, input.Key, input.VersionId === undefined ? action : versionAction, input.VersionId),
  ];

/** Whoever may not list a bucket is not told that a key is missing: S3 then answers 403 in place of 404. */
const reading: AccessRule = (input: Input, call) => [
  ...onVersion('GetObject', 'GetObjectVersion')(input, call),
  ...(isMissing(input, call) ? [askBucket(call, input.Bucket, 'ListBucket')] : []),
];

function isMissing(input: Input, call: Call): boolean {
  return (
    bucketsOf(call.globe).has(input.Bucket) &&
    existingObject(call, input.Bucket, input.Key, input.VersionId) === undefined
  );
}

const listing = (input: Input): Context =>
  textContext({ 's3:prefix': input.Prefix, 's3:delimiter': input.Delimiter, 's3:max-keys': input.MaxKeys });

/** The permissions that writing an object needs beyond the writing. */
const writing: AccessRule = (input: Input, call) => {
  const ask = (action: string) => askObject(call, input.Bucket, input.Key, action, undefined, writeContext(input));
  return [
    ask('PutObject'),
    ...(input.Tagging ? [ask('PutObjectTagging')] : []),
    ...(input.ACL || input.GrantRead || input.GrantFullControl ? [ask('PutObjectAcl')] : []),
    ...(input.ObjectLockMode ? [ask('PutObjectRetention')] : []),
    ...(input.ObjectLockLegalHoldStatus ? [ask('PutObjectLegalHold')] : []),
  ];
};

const copying: AccessRule = (input: Input, call) => {
  const source = parseCopySource(input.CopySource);
  const read = (action: string, versionAction: string) =>
    onVersion(action, versionAction)({ Bucket: source.bucket, Key: source.key, VersionId: source.versionId }, call);
  return [
    ...reading({ Bucket: source.bucket, Key: source.key, VersionId: source.versionId }, call),
    ...(existingObject(call, source.bucket, source.key, source.versionId)?.tags.length &&
    input.TaggingDirective !== 'REPLACE'
      ? read('GetObjectTagging', 'GetObjectVersionTagging')
      : []),
    ...writing(input, call),
  ];
};

const deleting: AccessRule = (input: Input, call) => [
  ...onVersion('DeleteObject', 'DeleteObjectVersion')(input, call),
  ...(input.BypassGovernanceRetention ? onObject('BypassGovernanceRetention')(input, call) : []),
];

function writeContext(input: Input): Context {
  return {
    ...textContext({
      's3:x-amz-acl': input.ACL,
      's3:x-amz-storage-class': input.StorageClass,
      's3:x-amz-server-side-encryption': input.ServerSideEncryption,
      's3:x-amz-server-side-encryption-aws-kms-key-id': input.SSEKMSKeyId,
      's3:x-amz-copy-source': input.CopySource,
      's3:x-amz-metadata-directive': input.MetadataDirective,
      's3:x-amz-website-redirect-location': input.WebsiteRedirectLocation,
      's3:object-lock-mode': input.ObjectLockMode,
      's3:object-lock-legal-hold': input.ObjectLockLegalHoldStatus,
      's3:if-none-match': input.IfNoneMatch,
      's3:if-match': input.IfMatch,
    }),
    ...Object.fromEntries(
      [...new URLSearchParams(input.Tagging ?? '')].map(([key, value]) => [`s3:RequestObjectTag/${key}`, value]),
    ),
  };
}

function textContext(values: Readonly<Record<string, string | number | undefined>>): Context {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
}

const locking: AccessRule = (input: Input, call) => [
  ...onObject('PutObjectRetention')(input, call),
  ...(input.BypassGovernanceRetention ? onObject('BypassGovernanceRetention')(input, call) : []),
];

/** Decided in the caller's account: whoever may have a bucket of that name already has no say. */
const creating: AccessRule = (input: Input) => [
  {
    action: 's3:CreateBucket',
    resource: bucketArn(input.Bucket),
    context: textContext({
      's3:LocationConstraint': input.CreateBucketConfiguration?.LocationConstraint,
      's3:x-amz-acl': input.ACL,
    }),
  },
];

/** S3 will assume the role, so the caller must be allowed to pass it. */
const replicating: AccessRule = (input: Input, call) => [
  askBucket(call, input.Bucket, 'PutReplicationConfiguration'),
  {
    action: 'iam:PassRole',
    resource: input.ReplicationConfiguration?.Role ?? '*',
    context: { 'iam:PassedToService': 's3.amazonaws.com' },
  },
];

export const s3Access: Readonly<Record<string, AccessRule>> = {
  AbortMultipartUpload: onObject('AbortMultipartUpload'),
  CompleteMultipartUpload: onObject('PutObject'),
  CopyObject: copying,
  CreateBucket: creating,
  CreateMultipartUpload: writing,
  DeleteBucket: onBucket('DeleteBucket'),
  DeleteBucketCors: onBucket('PutBucketCORS'),
  DeleteBucketEncryption: onBucket('PutEncryptionConfiguration'),
  DeleteBucketLifecycle: onBucket('PutLifecycleConfiguration'),
  DeleteBucketOwnershipControls: onBucket('PutBucketOwnershipControls'),
  DeleteBucketPolicy: onBucket('DeleteBucketPolicy'),
  DeleteBucketReplication: onBucket('PutReplicationConfiguration'),
  DeleteBucketTagging: onBucket('PutBucketTagging'),
  DeleteObject: deleting,
  DeleteObjectTagging: onVersion('DeleteObjectTagging', 'DeleteObjectVersionTagging'),
  // Asked for each key by the operation itself: one refusal does not stop the others.
  DeleteObjects: () => [],
  DeletePublicAccessBlock: onBucket('PutBucketPublicAccessBlock'),
  GetBucketAcl: onBucket('GetBucketAcl'),
  GetBucketCors: onBucket('GetBucketCORS'),
  GetBucketEncryption: onBucket('GetEncryptionConfiguration'),
  GetBucketLifecycleConfiguration: onBucket('GetLifecycleConfiguration'),
  GetBucketLocation: onBucket('GetBucketLocation'),
  GetBucketNotificationConfiguration: onBucket('GetBucketNotification'),
  GetBucketOwnershipControls: onBucket('GetBucketOwnershipControls'),
  GetBucketPolicy: onBucket('GetBucketPolicy'),
  GetBucketPolicyStatus: onBucket('GetBucketPolicyStatus'),
  GetBucketReplication: onBucket('GetReplicationConfiguration'),
  GetBucketRequestPayment: onBucket('GetBucketRequestPayment'),
  GetBucketTagging: onBucket('GetBucketTagging'),
  GetBucketVersioning: onBucket('GetBucketVersioning'),
  GetObject: reading,
  GetObjectAcl: onVersion('GetObjectAcl', 'GetObjectVersionAcl'),
  GetObjectAttributes: (input: Input, call) => [
    ...reading(input, call),
    ...onVersion('GetObjectAttributes', 'GetObjectVersionAttributes')(input, call),
  ],
  GetObjectLegalHold: onObject('GetObjectLegalHold'),
  GetObjectLockConfiguration: onBucket('GetBucketObjectLockConfiguration'),
  GetObjectRetention: onObject('GetObjectRetention'),
  GetObjectTagging: onVersion('GetObjectTagging', 'GetObjectVersionTagging'),
  GetPublicAccessBlock: onBucket('GetBucketPublicAccessBlock'),
  HeadBucket: onBucket('ListBucket'),
  HeadObject: reading,
  ListBuckets: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
  ListMultipartUploads: onBucket('ListBucketMultipartUploads'),
  ListObjects: onBucket('ListBucket', listing),
  ListObjectsV2: onBucket('ListBucket', listing),
  ListObjectVersions: onBucket('ListBucketVersions', listing),
  ListParts: onObject('ListMultipartUploadParts'),
  PutBucketAcl: onBucket('PutBucketAcl', (input) => textContext({ 's3:x-amz-acl': input.ACL })),
  PutBucketCors: onBucket('PutBucketCORS'),
  PutBucketEncryption: onBucket('PutEncryptionConfiguration'),
  PutBucketLifecycleConfiguration: onBucket('PutLifecycleConfiguration'),
  PutBucketNotificationConfiguration: onBucket('PutBucketNotification'),
  PutBucketOwnershipControls: onBucket('PutBucketOwnershipControls'),
  PutBucketPolicy: onBucket('PutBucketPolicy'),
  PutBucketReplication: replicating,
  PutBucketTagging: onBucket('PutBucketTagging'),
  PutBucketVersioning: onBucket('PutBucketVersioning'),
  PutObject: writing,
  PutObjectAcl: onVersion('PutObjectAcl', 'PutObjectVersionAcl'),
  PutObjectLegalHold: onObject('PutObjectLegalHold'),
  PutObjectLockConfiguration: onBucket('PutBucketObjectLockConfiguration'),
  PutObjectRetention: locking,
  PutObjectTagging: onVersion('PutObjectTagging', 'PutObjectVersionTagging'),
  PutPublicAccessBlock: onBucket('PutBucketPublicAccessBlock'),
  RestoreObject: onObject('RestoreObject'),
  UploadPart: onObject('PutObject'),
  UploadPartCopy: copying,
};
