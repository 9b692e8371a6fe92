import { CfnOutput, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { IngestConfiguration } from './configuration.ts';
import { lakeCopyNames } from './lake-replication.ts';

export interface LakeCopyStackProps extends StackProps {
  readonly configuration: IngestConfiguration;
}

/** The lake's copy in another region, encrypted with a key of that region. */
export class LakeCopyStack extends Stack {
  constructor(scope: Construct, id: string, props: LakeCopyStackProps) {
    super(scope, id, { ...props, terminationProtection: props.configuration.settings.protectData });
    const { environment, settings } = props.configuration;
    const names = lakeCopyNames(this.account, environment, this.region);
    const key = new Key(this, 'Key', {
      description: "Ingest: encrypts the lake's copy",
      alias: names.keyAlias,
      enableKeyRotation: true,
      removalPolicy: settings.removalPolicy,
    });
    const copy = new Bucket(this, 'LakeCopy', {
      bucketName: names.bucket,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      removalPolicy: settings.removalPolicy,
      lifecycleRules: [
        {
          transitions: [{ storageClass: StorageClass.GLACIER, transitionAfter: settings.glacierAfter }],
          expiration: settings.objectsKept,
          noncurrentVersionExpiration: settings.glacierAfter,
        },
      ],
    });
    new CfnOutput(this, 'LakeCopyBucketName', { value: copy.bucketName });
    Validations.of(copy).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'S3 replication writes it and nobody reads it through a public door.',
    });
  }
}
