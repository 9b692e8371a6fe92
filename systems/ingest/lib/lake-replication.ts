import { allow } from '@snowglobe/constructs/grants';
import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket, type ReplicationRule } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** Names made of what is known beforehand: the lake's stack cannot read the outputs of another region. */
export function lakeCopyNames(scope: Construct, environment: string, region: string) {
  const { account } = Stack.of(scope);
  return {
    bucket: `ingest-${environment}-lake-copy-${account}-${region}`,
    keyAlias: `alias/ingest-${environment}-lake-copy`,
  };
}

export interface LakeReplicationProps {
  readonly environment: string;
  /** The region of the copy. */
  readonly region: string;
}

/** What S3 needs to copy the lake: where to, with which key, and the role that may do it. */
export class LakeReplication extends Construct {
  readonly role: Role;
  readonly rule: ReplicationRule;
  readonly #copy: IBucket;
  readonly #region: string;
  readonly #keyAlias: string;

  constructor(scope: Construct, id: string, { environment, region }: LakeReplicationProps) {
    super(scope, id);
    const names = lakeCopyNames(this, environment, region);
    this.#copy = Bucket.fromBucketName(this, 'Copy', names.bucket);
    this.#region = region;
    this.#keyAlias = names.keyAlias;
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('s3.amazonaws.com'),
      description: 'Runs: the replication of the lake',
    });
    this.rule = {
      id: 'everything',
      priority: 0,
      destination: this.#copy,
      sseKmsEncryptedObjects: true,
      // S3 finds the key by its alias in the region of the copy.
      kmsKey: Key.fromKeyArn(this, 'CopyKey', this.#kmsArn(names.keyAlias)),
    };
  }

  /** Lets the role read the lake and write the copy. */
  allowCopying(lake: IBucket, key: IKey): void {
    allow(this.role, ['s3:GetReplicationConfiguration', 's3:ListBucket'], [lake.bucketArn]);
    const read = ['ForReplication', 'Acl', 'Tagging'].map((part) => `s3:GetObjectVersion${part}`);
    allow(this.role, read, [lake.arnForObjects('*')]);
    const write = ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'];
    allow(this.role, write, [this.#copy.arnForObjects('*')]);
    allow(this.role, ['kms:Decrypt'], [key.keyArn]);
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['kms:Encrypt', 'kms:GenerateDataKey'],
        resources: [this.#kmsArn('key/*')],
        conditions: {
          'ForAnyValue:StringEquals': { 'kms:ResourceAliases': this.#keyAlias },
          StringEquals: { 'kms:ViaService': `s3.${this.#region}.amazonaws.com` },
        },
      }),
    );
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5',
      reason:
        'Replication copies every object of the lake; the key of the copy is known by its alias only, and by it alone.',
    });
  }

  #kmsArn(resource: string): string {
    const { partition, account } = Stack.of(this);
    return `arn:${partition}:kms:${this.#region}:${account}:${resource}`;
  }
}
