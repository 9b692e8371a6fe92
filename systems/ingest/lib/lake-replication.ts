import { allow } from '@snowglobe/constructs/grants';
import { type CfnElement, Stack, Token, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket, type ReplicationRule } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** Names made of what is known beforehand: the lake's stack cannot read the outputs of another region. */
export function lakeCopyNames(account: string, environment: string, region: string) {
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
  readonly #environment: string;
  readonly #keyAlias: string;

  constructor(scope: Construct, id: string, { environment, region }: LakeReplicationProps) {
    super(scope, id);
    const names = lakeCopyNames(Stack.of(this).account, environment, region);
    this.#copy = Bucket.fromBucketName(this, 'Copy', names.bucket);
    this.#region = region;
    this.#environment = environment;
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
    this.#acknowledge(lake);
  }

  #acknowledge(lake: IBucket): void {
    const { account } = Stack.of(this);
    const known = Token.isUnresolved(account) ? '<AWS::AccountId>' : account;
    const lakeId = Stack.of(this).getLogicalId(lake.node.defaultChild as CfnElement);
    const copy = lakeCopyNames(known, this.#environment, this.#region).bucket;
    for (const [resource, reason] of [
      [`<${lakeId}.Arn>/*`, 'Replication reads every object of the lake.'],
      [`arn:<AWS::Partition>:s3:::${copy}/*`, 'Replication writes every object of the copy.'],
      [
        `arn:<AWS::Partition>:kms:${this.#region}:${known}:key/*`,
        'The key of the copy, in another region, is known by its alias only: a condition names it.',
      ],
    ] as const) {
      Validations.of(this.role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
    }
  }

  #kmsArn(resource: string): string {
    const { partition, account } = Stack.of(this);
    return `arn:${partition}:kms:${this.#region}:${account}:${resource}`;
  }
}
