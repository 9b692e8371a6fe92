import { AwsError } from '../../../contract/aws-error.ts';
import { invalidRequest } from '../errors.ts';

/** Texts: answers of S3 to PutBucketReplication. */

export const replicationConfigurationNotFound = (bucket: string) =>
  new AwsError('ReplicationConfigurationNotFoundError', 'The replication configuration was not found', {
    status: 404,
    members: { BucketName: bucket },
  });

export const sourceNotVersioned = () =>
  invalidRequest("Versioning must be 'Enabled' on the bucket to apply a replication configuration");

export const destinationMissing = () => invalidRequest('Destination bucket must exist.');

export const destinationNotVersioned = () => invalidRequest('Destination bucket must have versioning enabled.');

export const destinationIsSource = () => invalidRequest('Destination bucket cannot be the same as the source bucket.');

export const tooManyDestinations = () => invalidRequest('Number of distinct destination bucket ARNs cannot exceed 1');

const ofThisSchema =
  'for this version of Cross Region Replication configuration schema. Please refer to S3 Developer Guide for more information.';

export const mustBeSpecified = (member: string) => invalidRequest(`${member} must be specified ${ofThisSchema}`);

export const cannotBeUsed = (member: string) => invalidRequest(`${member} cannot be used ${ofThisSchema}`);

export const deleteMarkersByTag = () =>
  invalidRequest(
    'Delete marker replication is not supported if any Tag filter is specified. Please refer to S3 Developer Guide for more information.',
  );

export const duplicatePriority = (priority: number) => invalidRequest(`Found duplicate priority ${priority}.`);

export const duplicateRuleId = () => invalidRequest('Rule ID must be unique. Found same ID for more than one rule');

export const overlappingPrefixes = (one: string, other: string) =>
  invalidRequest(`Found overlapping prefixes '${one}' and '${other}'`);

export const criteriaWithoutKey = () =>
  invalidRequest('ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present with status Enabled.');

export const keyWithoutCriteria = () =>
  invalidRequest('SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.');

export const ownerWithoutAccount = () =>
  invalidRequest('Account must be specified if AccessControlTranslation is present.');

export const accountNotOwner = () => invalidRequest('The destination account does not own the destination bucket.');

export const timeWithoutMetrics = () => invalidRequest('Metrics must be enabled if ReplicationTime is enabled.');
