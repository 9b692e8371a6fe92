import { Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { IngestConfiguration } from './configuration.ts';
import { lakeCopyName } from './lake.ts';

export interface LakeCopyStackProps extends StackProps {
  readonly configuration: IngestConfiguration;
}

/** The lake's copy in another region. */
export class LakeCopyStack extends Stack {
  constructor(scope: Construct, id: string, props: LakeCopyStackProps) {
    super(scope, id, { ...props, terminationProtection: props.configuration.settings.protectData });
    const { environment, settings } = props.configuration;
    const copy = new Bucket(this, 'LakeCopy', {
      bucketName: lakeCopyName(this, environment, this.region),
      encryption: BucketEncryption.S3_MANAGED,
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
    Validations.of(copy).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'S3 replication writes it and nobody reads it through a public door.',
    });
  }
}
