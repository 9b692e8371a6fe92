import type { AccessControlPolicy, Grant } from '@aws-sdk/client-s3';
import type { Principal } from '../../contract/principal.ts';
import { canonicalUser } from './bucket.ts';
import {
  accessControlListNotSupported,
  blockedByPublicAccessBlock,
  invalidArgument,
  invalidRequest,
  malformedXml,
} from './errors.ts';
import type { BucketRow } from './tables.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
type Permission = 'FULL_CONTROL' | 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP';

export const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';
export const authenticatedUsers = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const logDelivery = 'http://acs.amazonaws.com/groups/s3/LogDelivery';

interface AclInput {
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
}

const group = (uri: string, permission: Permission): Grant => ({
  Grantee: { Type: 'Group', URI: uri },
  Permission: permission,
});

const user = (account: string, permission: Permission): Grant => ({
  Grantee: { Type: 'CanonicalUser', ID: canonicalUser(account) },
  Permission: permission,
});

/** What each canned ACL grants besides the owner's full control. */
const cannedGrants: Readonly<Record<string, (bucketOwner: string, owner: string) => readonly Grant[]>> = {
  private: () => [],
  'public-read': () => [group(allUsers, 'READ')],
  'public-read-write': () => [group(allUsers, 'READ'), group(allUsers, 'WRITE')],
  'authenticated-read': () => [group(authenticatedUsers, 'READ')],
  'log-delivery-write': () => [group(logDelivery, 'WRITE'), group(logDelivery, 'READ_ACP')],
  'aws-exec-read': () => [],
  'bucket-owner-read': (bucketOwner, owner) => (bucketOwner === owner ? [] : [user(bucketOwner, 'READ')]),
  'bucket-owner-full-control': (bucketOwner, owner) =>
    bucketOwner === owner ? [] : [user(bucketOwner, 'FULL_CONTROL')],
};

const grantHeaders: readonly (readonly [keyof AclInput, Permission])[] = [
  ['GrantFullControl', 'FULL_CONTROL'],
  ['GrantRead', 'READ'],
  ['GrantReadACP', 'READ_ACP'],
  ['GrantWrite', 'WRITE'],
  ['GrantWriteACP', 'WRITE_ACP'],
];

/** The grants that a request asks for, by canned ACL or by grant headers; undefined when it asks for none. */
export function requestedGrants(input: AclInput, bucketOwner: string, owner: string): readonly Grant[] | undefined {
  const listed = grantHeaders.flatMap(([member, permission]) => parseGrantees(input[member], permission));
  if (input.ACL !== undefined && listed.length > 0) {
    throw invalidRequest('Specifying both Canned ACLs and Header Grants is not allowed');
  }
  if (input.ACL === undefined) return listed.length > 0 ? listed : undefined;
  const canned = cannedGrants[input.ACL];
  if (canned === undefined) throw invalidArgument('', 'x-amz-acl', input.ACL);
  return [user(owner, 'FULL_CONTROL'), ...canned(bucketOwner, owner)];
}

export function privateGrants(owner: string): readonly Grant[] {
  return [user(owner, 'FULL_CONTROL')];
}

/** The grants of a new object, as the bucket's ownership and public access block allow. */
export function objectGrants(bucket: BucketRow, writer: Principal, input: AclInput): readonly Grant[] {
  const grants = requestedGrants(input, bucket.account, writer.account);
  if (bucket.ownership === 'BucketOwnerEnforced') {
    if (grants !== undefined && input.ACL !== 'bucket-owner-full-control' && input.ACL !== 'private') {
      throw accessControlListNotSupported();
    }
    return privateGrants(bucket.account);
  }
  checkPublicGrants(bucket, grants ?? [], { caller: writer, action: 's3:PutObjectAcl' });
  return grants ?? privateGrants(writer.account);
}

/** Throws AccessDenied when the public access block refuses the grants. */
export function checkPublicGrants(bucket: BucketRow, grants: readonly Grant[], asker: Asker): void {
  if (bucket.publicAccessBlock?.BlockPublicAcls && grants.some(isPublicGrant)) {
    throw blockedByPublicAccessBlock(asker.caller, asker.action, bucket.name, 'BlockPublicAcls');
  }
}

/** Who wants to set an ACL, and by which action. */
export interface Asker {
  readonly caller: Principal;
  readonly action: string;
}

function isPublicGrant(grant: Grant): boolean {
  return grant.Grantee?.URI === allUsers || grant.Grantee?.URI === authenticatedUsers;
}

interface PutAclInput extends AclInput {
  readonly AccessControlPolicy?: AccessControlPolicy | undefined;
}

/** The grants of PutBucketAcl and PutObjectAcl, from canned ACL, headers or body. */
export function replacedGrants(bucket: BucketRow, input: PutAclInput, owner: string, asker: Asker): readonly Grant[] {
  if (bucket.ownership === 'BucketOwnerEnforced') throw accessControlListNotSupported();
  const fromHeaders = requestedGrants(input, bucket.account, owner);
  const fromBody = input.AccessControlPolicy?.Grants;
  if (fromHeaders !== undefined && fromBody !== undefined) {
    throw invalidRequest('Specifying both header grants and an ACL body is not allowed');
  }
  const grants = fromHeaders ?? fromBody;
  if (grants === undefined || grants.some((grant) => grant.Grantee?.Type === undefined)) throw malformedXml();
  checkPublicGrants(bucket, grants, asker);
  return grants;
}

/** `id="...", uri="..."` */
function parseGrantees(header: string | undefined, permission: Permission): readonly Grant[] {
  if (header === undefined) return [];
  return header.split(',').map((entry) => {
    const [, kind, value = ''] = /^\s*(id|uri|emailAddress)\s*=\s*"?([^"]*)"?\s*$/.exec(entry) ?? [];
    if (kind === 'id') return { Grantee: { Type: 'CanonicalUser', ID: value }, Permission: permission };
    if (kind === 'uri') return { Grantee: { Type: 'Group', URI: value }, Permission: permission };
    throw invalidArgument('Argument format not recognized', 'x-amz-grant', entry);
  });
}
