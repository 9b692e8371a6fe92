import { Duration, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { EnvironmentSettings } from './configuration.ts';
import type { LakeReplication } from './lake-replication.ts';

export interface LakeProps {
  readonly key: IKey;
  readonly settings: EnvironmentSettings;
  /** Copies every object to another region. */
  readonly replication?: LakeReplication;
}

/** Where records are, one per line, and where those are that were refused. */
export const lakePrefixes = { records: 'records/', failed: 'failed/' };

/** The data lake: every record that arrived, by the hour of its arrival. */
export class Lake extends Bucket {
  constructor(scope: Construct, id: string, { key, settings, replication }: LakeProps) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: settings.removalPolicy,
      versioned: replication !== undefined,
      lifecycleRules: [
        {
          id: 'records-to-glacier',
          prefix: lakePrefixes.records,
          transitions: [{ storageClass: StorageClass.GLACIER, transitionAfter: settings.glacierAfter }],
          expiration: settings.objectsKept,
        },
        { id: 'refused-records-end', prefix: lakePrefixes.failed, expiration: settings.objectsKept },
        ...(replication === undefined
          ? []
          : [{ id: 'old-versions-end', noncurrentVersionExpiration: settings.glacierAfter }]),
        { id: 'unfinished-uploads-end', abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      ...(replication === undefined ? {} : { replicationRules: [replication.rule], replicationRole: replication.role }),
    });
    replication?.allowCopying(this as IBucket, key);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Firehose writes it and nobody reads it through a public door; object events belong into a trail.',
    });
  }
}
