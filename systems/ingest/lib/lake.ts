import { Duration, Stack, Validations } from 'aws-cdk-lib';
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

export interface LakeProps {
  readonly key: IKey;
  readonly settings: EnvironmentSettings;
  /** Where every object is copied to. */
  readonly copy?: { readonly bucket: IBucket };
}

/** Where records are, one per line, and where those are that were refused. */
export const lakePrefixes = { records: 'records/', failed: 'failed/' };

/** The data lake: every record that arrived, by the hour of its arrival. */
export class Lake extends Bucket {
  constructor(scope: Construct, id: string, { key, settings, copy }: LakeProps) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: settings.removalPolicy,
      versioned: copy !== undefined,
      lifecycleRules: [
        {
          id: 'records-to-glacier',
          prefix: lakePrefixes.records,
          transitions: [{ storageClass: StorageClass.GLACIER, transitionAfter: settings.glacierAfter }],
          expiration: settings.objectsKept,
        },
        { id: 'refused-records-end', prefix: lakePrefixes.failed, expiration: settings.objectsKept },
        { id: 'unfinished-uploads-end', abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      ...(copy === undefined ? {} : { replicationRules: [{ destination: copy.bucket, priority: 0 }] }),
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Firehose writes it and nobody reads it through a public door; object events belong into a trail.',
    });
  }
}

/** The name of the copy is made of what is known beforehand: the lake's stack cannot read the outputs of another region. */
export function lakeCopyName(scope: Construct, environment: string, region: string): string {
  return `ingest-${environment}-lake-copy-${Stack.of(scope).account}-${region}`;
}
