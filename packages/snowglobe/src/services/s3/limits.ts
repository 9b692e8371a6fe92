/** Numbers of S3. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html where nothing else is said. */

export const maxPartNumber = 10_000;
export const minPartBytes = 5 * 1024 ** 2;
export const maxPartBytes = 5 * 1024 ** 3;
/** A single PUT. */
export const maxPutBytes = 5 * 1024 ** 3;
/** A CopyObject's source. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const maxCopyBytes = 5 * 1024 ** 3;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export const maxKeyBytes = 1024;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
export const maxMetadataBytes = 2048;
/** Keys, versions, uploads and parts on one page of a list. */
export const maxListed = 1000;
/** Keys in one DeleteObjects. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const maxDeletedKeys = 1000;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
export const maxObjectTags = 10;
/** https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/tagging.html */
export const maxBucketTags = 50;
export const maxTagKeyLength = 128;
export const maxTagValueLength = 256;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
export const maxPolicyBytes = 20 * 1024;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html */
export const maxLifecycleRules = 1000;
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html */
export const maxReplicationRules = 1000;
/**
 * How long a bucket key serves. AWS says `time-limited` only: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
export const bucketKeyMs = 5 * 60_000;
/** Bodies up to this size lie in the row itself; ours, not AWS's. */
export const inlineBodyBytes = 8 * 1024;
