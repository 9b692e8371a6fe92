import { type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { IngestConfiguration } from './configuration.ts';

export interface LakeTableProps {
  readonly key: IKey;
  readonly configuration: IngestConfiguration;
}

/** Every record as an item: by what it is about, then by time. */
export class LakeTable extends TableV2 {
  constructor(scope: Construct, id: string, { key, configuration }: LakeTableProps) {
    const { settings, tableReplicas } = configuration;
    super(scope, id, {
      partitionKey: { name: 'key', type: AttributeType.STRING },
      sortKey: { name: 'timestamp', type: AttributeType.STRING },
      timeToLiveAttribute: 'TimeToExist',
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      // A customer-managed key belongs to one region; a table of several is encrypted with the key that AWS manages in each.
      encryption:
        tableReplicas.length === 0 ? TableEncryptionV2.customerManagedKey(key) : TableEncryptionV2.awsManagedKey(),
      replicas: tableReplicas.map((region) => ({ region })),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: settings.removalPolicy,
      deletionProtection: settings.protectData,
    });
  }
}

/** What the responder keeps: which events it had, and how many there were of each detail type. */
export class ResponderTables extends Construct {
  readonly remembered: TableV2;
  readonly tally: TableV2;

  constructor(scope: Construct, id: string, props: { readonly key: IKey; readonly removalPolicy: RemovalPolicy }) {
    super(scope, id);
    const encryption = TableEncryptionV2.customerManagedKey(props.key);
    const { removalPolicy } = props;
    this.remembered = new TableV2(this, 'Remembered', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiration',
      encryption,
      removalPolicy,
    });
    this.tally = new TableV2(this, 'Tally', {
      partitionKey: { name: 'detailType', type: AttributeType.STRING },
      encryption,
      removalPolicy,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason: 'What is here ends with the archive or can be counted again; the records have point-in-time recovery.',
    });
  }
}
