import type { Grant } from '@aws-sdk/client-s3';
import type { Call } from '../../contract/operation.ts';
import type { AccessRequest, Principal } from '../../contract/principal.ts';
import { allUsers, authenticatedUsers } from './acl.ts';
import { bucketArn, bucketsOf, canonicalUser, objectsOf } from './bucket.ts';
import { isPublicPolicy, type PolicyStatement, statementsOf } from './public-policy.ts';
import type { BucketRow, ObjectRow } from './tables.ts';
import { currentVersion, versionById } from './versions.ts';

type Context = NonNullable<AccessRequest['context']>;

/** Who asks: a call, or the role of a replication. */
type Asker = Pick<Call, 'globe' | 'caller'>;

/** Asks for an action on a bucket. */
export function askBucket(call: Asker, name: string, action: string, context: Context = {}): AccessRequest {
  const bucket = bucketsOf(call.globe).get(name);
  return {
    action: `s3:${action}`,
    resource: bucketArn(name),
    context,
    resourceAccount: bucket?.account,
    ...resourceSide(call.caller, bucket, undefined),
  };
}

/** Asks for an action on an object; the bucket's policy and the object's ACL may allow it. */
export function askObject(
  call: Asker,
  name: string,
  key: string,
  action: string,
  versionId?: string,
  context: Context = {},
): AccessRequest {
  const bucket = bucketsOf(call.globe).get(name);
  const object = bucket && existingObject(call, name, key, versionId);
  return {
    action: `s3:${action}`,
    resource: `${bucketArn(name)}/${key}`,
    context: { ...context, ...(versionId !== undefined && { 's3:VersionId': versionId }), ...tagContext(object) },
    resourceAccount: bucket?.account,
    ...resourceSide(call.caller, bucket, object),
  };
}

/** The object, version or not, that a request is about; undefined when there is none. */
export function existingObject(
  call: Pick<Call, 'globe'>,
  bucket: string,
  key: string,
  versionId: string | undefined,
): ObjectRow | undefined {
  const rows = objectsOf(call.globe, bucket);
  const row = versionId === undefined ? currentVersion(rows, key) : versionById(rows, key, versionId);
  return row?.kind === 'object' ? row : undefined;
}

function tagContext(object: ObjectRow | undefined): Context {
  return Object.fromEntries((object?.tags ?? []).map(({ Key, Value }) => [`s3:ExistingObjectTag/${Key}`, Value ?? '']));
}

/** What the bucket itself says of access: its policy, and the ACLs, as one policy. */
function resourceSide(
  caller: Principal,
  bucket: BucketRow | undefined,
  object: ObjectRow | undefined,
): Pick<AccessRequest, 'resourcePolicy' | 'resourceAccount'> {
  if (bucket === undefined) return {};
  return { resourceAccount: bucket.account, resourcePolicy: effectivePolicy(bucket, object, caller) };
}

/** The stored text wherever nothing is to be added or left out, so that it is compiled once. */
function effectivePolicy(bucket: BucketRow, object: ObjectRow | undefined, caller: Principal): string | undefined {
  const fromAcls = aclStatements(bucket, object, caller);
  const restricted = isRestricted(bucket, caller);
  if (fromAcls.length === 0 && !restricted) return bucket.policy;
  const own = bucket.policy === undefined ? [] : statementsOf(bucket.policy);
  const counting = restricted ? own.filter(({ Effect }) => Effect === 'Deny') : own;
  return JSON.stringify({ Version: '2012-10-17', Statement: [...counting, ...fromAcls] });
}

/** RestrictPublicBuckets: a public policy allows nothing to other accounts, except to AWS services. */
function isRestricted(bucket: BucketRow, caller: Principal): boolean {
  return (
    bucket.publicAccessBlock?.RestrictPublicBuckets === true &&
    bucket.policy !== undefined &&
    isForeign(caller, bucket.account) &&
    isPublicPolicy(bucket.policy)
  );
}

function isForeign(caller: Principal, account: string): boolean {
  return caller.kind === 'anonymous' || (caller.kind !== 'service' && caller.account !== account);
}

const bucketActions: Readonly<Record<string, readonly string[]>> = {
  READ: ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
  WRITE: ['s3:PutObject', 's3:DeleteObject'],
  READ_ACP: ['s3:GetBucketAcl'],
  WRITE_ACP: ['s3:PutBucketAcl'],
};

const objectActions: Readonly<Record<string, readonly string[]>> = {
  READ: ['s3:GetObject', 's3:GetObjectVersion'],
  READ_ACP: ['s3:GetObjectAcl', 's3:GetObjectVersionAcl'],
  WRITE_ACP: ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'],
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html: ACL permissions as policy actions. */
function aclStatements(
  bucket: BucketRow,
  object: ObjectRow | undefined,
  caller: Principal,
): readonly PolicyStatement[] {
  if (bucket.ownership === 'BucketOwnerEnforced') return [];
  return [
    ...granted(bucket, bucket.grants, bucketActions, caller),
    ...granted(bucket, object?.grants ?? [], objectActions, caller),
  ];
}

function granted(
  bucket: BucketRow,
  grants: readonly Grant[],
  actions: Readonly<Record<string, readonly string[]>>,
  caller: Principal,
): readonly PolicyStatement[] {
  return grants
    .filter((grant) => isGrantee(bucket, grant, caller))
    .map((grant) => ({
      Sid: 'AccessControlList',
      Effect: 'Allow',
      Principal: caller.kind === 'anonymous' ? '*' : { AWS: `arn:aws:iam::${caller.account}:root` },
      Action:
        grant.Permission === 'FULL_CONTROL' ? Object.values(actions).flat() : (actions[grant.Permission ?? ''] ?? []),
      Resource: [bucketArn(bucket.name), `${bucketArn(bucket.name)}/*`],
    }))
    .filter(({ Action }) => Action.length > 0);
}

/** The owner needs no grant: its account's own policies decide. */
function isGrantee(bucket: BucketRow, grant: Grant, caller: Principal): boolean {
  const { URI: uri, ID: id } = grant.Grantee ?? {};
  const publicAclsCount = bucket.publicAccessBlock?.IgnorePublicAcls !== true;
  if (uri === allUsers) return publicAclsCount && isForeign(caller, bucket.account);
  if (uri === authenticatedUsers)
    return publicAclsCount && isForeign(caller, bucket.account) && caller.kind !== 'anonymous';
  return caller.kind !== 'anonymous' && caller.account !== bucket.account && id === canonicalUser(caller.account);
}
