import { AwsError } from '../../contract/aws-error.ts';
import type { Principal } from '../../contract/principal.ts';

/** Texts: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and answers of S3 itself. */
type Members = Readonly<Record<string, unknown>>;

const s3Error = (code: string, status: number, message: string, members: Members = {}) =>
  new AwsError(code, message, { status, members });

// Buckets

export const noSuchBucket = (name: string) =>
  s3Error('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName: name });

/** Answers to HEAD have no body: S3 gives the bare status. */
export const notFound = (members: Members = {}) => s3Error('NotFound', 404, 'Not Found', members);

export const invalidBucketName = (name: string) =>
  s3Error('InvalidBucketName', 400, 'The specified bucket is not valid.', { BucketName: name });

export const bucketAlreadyOwnedByYou = (name: string) =>
  s3Error(
    'BucketAlreadyOwnedByYou',
    409,
    'Your previous request to create the named bucket succeeded and you already own it.',
    {
      BucketName: name,
    },
  );

export const bucketAlreadyExists = (name: string) =>
  s3Error(
    'BucketAlreadyExists',
    409,
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    { BucketName: name },
  );

export const bucketNotEmpty = (name: string, versioned: boolean) =>
  s3Error(
    'BucketNotEmpty',
    409,
    versioned
      ? 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.'
      : 'The bucket you tried to delete is not empty',
    { BucketName: name },
  );

export const illegalLocationConstraint = (constraint: string | undefined) =>
  s3Error(
    'IllegalLocationConstraintException',
    400,
    `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );

export const invalidLocationConstraint = (constraint: string) =>
  s3Error('InvalidLocationConstraint', 400, 'The specified location-constraint is not valid', {
    LocationConstraint: constraint,
  });

export const invalidBucketState = (message: string) => s3Error('InvalidBucketState', 409, message);

export const invalidBucketAclWithObjectOwnership = () =>
  s3Error(
    'InvalidBucketAclWithObjectOwnership',
    400,
    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
  );

export const accessControlListNotSupported = () =>
  s3Error('AccessControlListNotSupported', 400, 'The bucket does not allow ACLs');

export const illegalVersioningConfiguration = () =>
  s3Error('IllegalVersioningConfigurationException', 400, 'The Versioning element must be specified');

const blockedKinds = { BlockPublicPolicy: 'public policies', BlockPublicAcls: 'public access control lists (ACLs)' };

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html */
export const blockedByPublicAccessBlock = (
  caller: Principal,
  action: string,
  bucket: string,
  setting: keyof typeof blockedKinds,
) =>
  s3Error(
    'AccessDenied',
    403,
    `User: ${'arn' in caller ? caller.arn : `arn:aws:iam::${caller.account}:root`} is not authorized to perform: ${action} on resource: "arn:aws:s3:::${bucket}" because ${blockedKinds[setting]} are prevented by the ${setting} setting in S3 Block Public Access.`,
  );

export const invalidDestinations = (arns: readonly string[]) => {
  const members = arns.flatMap((arn, index) => [
    [`ArgumentName${index + 1}`, arn],
    [`ArgumentValue${index + 1}`, 'The destination does not exist, or does not let S3 publish from this bucket'],
  ]);
  const message = 'Unable to validate the following destination configurations';
  return s3Error('InvalidArgument', 400, message, Object.fromEntries(members));
};

// Settings of a bucket that it does not have

const missingSetting = (code: string, message: string) => (name: string) =>
  s3Error(code, 404, message, { BucketName: name });

export const noSuchTagSet = missingSetting('NoSuchTagSet', 'The TagSet does not exist');
export const noSuchBucketPolicy = missingSetting('NoSuchBucketPolicy', 'The bucket policy does not exist');
export const noSuchLifecycleConfiguration = missingSetting(
  'NoSuchLifecycleConfiguration',
  'The lifecycle configuration does not exist',
);
export const noSuchCorsConfiguration = missingSetting(
  'NoSuchCORSConfiguration',
  'The CORS configuration does not exist',
);
export const noSuchPublicAccessBlockConfiguration = missingSetting(
  'NoSuchPublicAccessBlockConfiguration',
  'The public access block configuration was not found',
);
export const ownershipControlsNotFound = missingSetting(
  'OwnershipControlsNotFoundError',
  'The bucket ownership controls were not found',
);
export const objectLockConfigurationNotFound = missingSetting(
  'ObjectLockConfigurationNotFoundError',
  'Object Lock configuration does not exist for this bucket',
);

// Objects

/** The members of a delete marker become headers of the answer. */
export const noSuchKey = (key: string, marker?: { readonly VersionId: string }) =>
  s3Error('NoSuchKey', 404, 'The specified key does not exist.', {
    Key: key,
    ...(marker && { DeleteMarker: true, ...marker }),
  });

export const noSuchVersion = (key: string, versionId: string) =>
  s3Error('NoSuchVersion', 404, 'The specified version does not exist.', { Key: key, VersionId: versionId });

export const invalidVersionId = (versionId: string) =>
  invalidArgument('Invalid version id specified', 'versionId', versionId);

export const methodNotAllowedOnDeleteMarker = (method: string) =>
  s3Error('MethodNotAllowed', 405, 'The specified method is not allowed against this resource.', {
    Method: method,
    ResourceType: 'DeleteMarker',
  });

export const keyTooLong = (size: number, maxSize: number) =>
  s3Error('KeyTooLongError', 400, 'Your key is too long', { Size: size, MaxSizeAllowed: maxSize });

export const metadataTooLarge = (size: number, maxSize: number) =>
  s3Error('MetadataTooLarge', 400, 'Your metadata headers exceed the maximum allowed metadata size', {
    Size: size,
    MaxSizeAllowed: maxSize,
  });

export const entityTooLarge = (size: number, maxSize: number) =>
  s3Error('EntityTooLarge', 400, 'Your proposed upload exceeds the maximum allowed size', {
    ProposedSize: size,
    MaxSizeAllowed: maxSize,
  });

export const invalidRange = (range: string, size: number) =>
  s3Error('InvalidRange', 416, 'The requested range is not satisfiable', {
    RangeRequested: range,
    ActualObjectSize: size,
  });

export const invalidPartNumber = (requested: number, count: number) =>
  s3Error('InvalidPartNumber', 416, 'The requested partnumber is not satisfiable', {
    PartNumberRequested: requested,
    ActualPartCount: count,
  });

export const preconditionFailed = (condition: string) =>
  s3Error('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold', {
    Condition: condition,
  });

/** Has no body; the members say what the headers of the object were. */
export const notModified = (members: Members) => s3Error('NotModified', 304, 'Not Modified', members);

export const invalidStorageClass = () =>
  s3Error('InvalidStorageClass', 400, 'The storage class you specified is not valid');

export const invalidObjectState = (storageClass: string) =>
  s3Error('InvalidObjectState', 403, "The operation is not valid for the object's storage class", {
    StorageClass: storageClass,
  });

export const restoreAlreadyInProgress = () =>
  s3Error('RestoreAlreadyInProgress', 409, 'Object restore is already in progress');

export const protectedByObjectLock = () =>
  s3Error('AccessDenied', 403, 'Access Denied because object protected by object lock.');

export const noSuchObjectLockConfiguration = () =>
  s3Error('NoSuchObjectLockConfiguration', 404, 'The specified object does not have a ObjectLock configuration');

export const operationAborted = () =>
  s3Error(
    'OperationAborted',
    409,
    'A conflicting conditional operation is currently in progress against this resource. Please try again.',
  );

export const copyToItselfUnchanged = () =>
  invalidRequest(
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );

// Digests

export const invalidDigest = (digest: string) =>
  s3Error('InvalidDigest', 400, 'The Content-MD5 you specified was invalid.', { 'Content-MD5': digest });

export const badContentMd5 = (expected: string, calculated: string) =>
  s3Error('BadDigest', 400, 'The Content-MD5 you specified did not match what we received.', {
    ExpectedDigest: expected,
    CalculatedDigest: calculated,
  });

export const badChecksum = (algorithm: string) =>
  s3Error('BadDigest', 400, `The ${algorithm} you specified did not match the calculated checksum.`);

// Multipart uploads

export const noSuchUpload = (uploadId: string) =>
  s3Error(
    'NoSuchUpload',
    404,
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { UploadId: uploadId },
  );

export const invalidPart = (uploadId: string, partNumber: number, etag: string) =>
  s3Error(
    'InvalidPart',
    400,
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { UploadId: uploadId, PartNumber: partNumber, ETag: etag },
  );

export const invalidPartOrder = (uploadId: string) =>
  s3Error(
    'InvalidPartOrder',
    400,
    'The list of parts was not in ascending order. Parts must be ordered by part number.',
    { UploadId: uploadId },
  );

export const entityTooSmall = (size: number, minSize: number, partNumber: number, etag: string) =>
  s3Error('EntityTooSmall', 400, 'Your proposed upload is smaller than the minimum allowed size', {
    ProposedSize: size,
    MinSizeAllowed: minSize,
    PartNumber: partNumber,
    ETag: etag,
  });

// The request itself

export const malformedXml = () =>
  s3Error(
    'MalformedXML',
    400,
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

export const malformedPolicy = (message: string) => s3Error('MalformedPolicy', 400, message);

export const invalidRequest = (message: string) => s3Error('InvalidRequest', 400, message);

export const invalidArgument = (message: string, name: string, value: unknown) =>
  s3Error('InvalidArgument', 400, message, { ArgumentName: name, ArgumentValue: value });

export const invalidTag = (message: string, key?: string) =>
  s3Error('InvalidTag', 400, message, key === undefined ? {} : { TagKey: key });

export const badRequest = (message: string) => s3Error('BadRequest', 400, message);

export const accessDenied = () => s3Error('AccessDenied', 403, 'Access Denied');

/** Refuses by name what S3 has and we have not. */
export const notImplemented = (what: string) =>
  s3Error('NotImplemented', 501, `A header you provided implies functionality that is not implemented: ${what}`, {
    Header: what,
  });
