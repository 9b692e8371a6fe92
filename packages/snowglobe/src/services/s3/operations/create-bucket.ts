import type { CreateBucketOutput, CreateBucketRequest } from '@aws-sdk/client-s3';
import type { Call, Operation } from '../../../contract/operation.ts';
import { checkPublicGrants, privateGrants, requestedGrants } from '../acl.ts';
import { bucketArn, bucketsOf } from '../bucket.ts';
import { isBucketName } from '../bucket-name.ts';
import { defaultEncryption } from '../encryption.ts';
import {
  bucketAlreadyExists,
  bucketAlreadyOwnedByYou,
  illegalLocationConstraint,
  invalidBucketAclWithObjectOwnership,
  invalidBucketName,
  invalidLocationConstraint,
  notImplemented,
} from '../errors.ts';
import type { BucketRow } from '../tables.ts';
import { checkedBucketTags } from '../tagging.ts';

const wholeBlock = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export const createBucket: Operation<CreateBucketRequest, CreateBucketOutput> = (input, call) => {
  const name = input.Bucket ?? '';
  refuseUnsupported(input);
  if (!isBucketName(name)) throw invalidBucketName(name);
  const region = bucketRegion(input.CreateBucketConfiguration?.LocationConstraint, call.scope.region);
  const rows = bucketsOf(call.globe);
  const existing = rows.get(name);
  if (existing !== undefined) checkRecreation(existing, call.scope.account);
  else rows.put(newBucket(input, call, name, region));
  return {
    Location: region === 'us-east-1' ? `/${name}` : `http://${name}.s3.amazonaws.com/`,
    BucketArn: bucketArn(name),
  };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html: us-east-1 answers 200 for a bucket of one's own. */
function checkRecreation(existing: BucketRow, account: string): void {
  if (existing.account !== account) throw bucketAlreadyExists(existing.name);
  if (existing.region !== 'us-east-1') throw bucketAlreadyOwnedByYou(existing.name);
}

function refuseUnsupported(input: CreateBucketRequest): void {
  if (input.BucketNamespace !== undefined && input.BucketNamespace !== 'global')
    throw notImplemented('BucketNamespace');
  if (input.CreateBucketConfiguration?.Location !== undefined) throw notImplemented('Location');
  if (input.CreateBucketConfiguration?.Bucket !== undefined) throw notImplemented('Bucket');
}

/** us-east-1 makes buckets in any region (its endpoint was S3's global one); the others only in their own. */
function bucketRegion(constraint: string | undefined, endpointRegion: string): string {
  if (endpointRegion === 'us-east-1') {
    if (constraint === 'us-east-1') throw invalidLocationConstraint(constraint);
    return legacyNames[constraint ?? ''] ?? constraint ?? 'us-east-1';
  }
  if (constraint === undefined || (legacyNames[constraint] ?? constraint) !== endpointRegion) {
    throw illegalLocationConstraint(constraint);
  }
  return endpointRegion;
}

const legacyNames: Readonly<Record<string, string>> = { EU: 'eu-west-1' };

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html: private and without ACLs since April 2023. */
function newBucket(input: CreateBucketRequest, call: Call, name: string, region: string): BucketRow {
  const { account } = call.scope;
  const grants = requestedGrants(input, account, account);
  const bucket: BucketRow = {
    name,
    account,
    region,
    createdAt: call.globe.clock.now(),
    versioning: input.ObjectLockEnabledForBucket ? 'Enabled' : undefined,
    objectLock: input.ObjectLockEnabledForBucket ? { ObjectLockEnabled: 'Enabled' } : undefined,
    ownership: input.ObjectOwnership ?? 'BucketOwnerEnforced',
    publicAccessBlock: wholeBlock,
    encryption: defaultEncryption,
    grants: grants ?? privateGrants(account),
    tags: input.CreateBucketConfiguration?.Tags && checkedBucketTags(input.CreateBucketConfiguration.Tags),
  };
  if (bucket.ownership === 'BucketOwnerEnforced' && grants !== undefined && input.ACL !== 'private') {
    throw invalidBucketAclWithObjectOwnership();
  }
  checkPublicGrants(bucket, bucket.grants, { caller: call.caller, action: 's3:CreateBucket' });
  return bucket;
}
