import { Names, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, StreamViewType, type TablePropsV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { TasksConfiguration } from './configuration.ts';

export interface GlobalStateStackProps extends StackProps {
  readonly configuration: TasksConfiguration;
}

/**
 * The two tables that every region shares: the event log, which is the truth, and the ledger of what must happen once
 * (commands answered, notifications sent). Both are DynamoDB global tables with a replica per region.
 */
export class GlobalStateStack extends Stack {
  readonly eventLog: ReplicatedTable;
  readonly ledger: ReplicatedTable;

  constructor(scope: Construct, id: string, props: GlobalStateStackProps) {
    super(scope, id, { ...props, terminationProtection: props.configuration.settings.protectData });
    const { configuration } = props;
    const replicated = configuration.regions.length > 1;
    this.eventLog = new ReplicatedTable(this, 'EventLog', configuration, {
      partitionKey: { name: 'AggregateTypeAndId', type: AttributeType.STRING },
      sortKey: { name: 'AggregateIdSequence', type: AttributeType.NUMBER },
      // Consumers need the new image only; replication demands both.
      dynamoStream: replicated ? StreamViewType.NEW_AND_OLD_IMAGES : StreamViewType.NEW_IMAGE,
    });
    this.ledger = new ReplicatedTable(this, 'Ledger', configuration, {
      partitionKey: { name: 'EntryId', type: AttributeType.STRING },
      timeToLiveAttribute: 'ExpiresAt',
    });
  }
}

/** A global table with a replica in every region of the configuration. */
export class ReplicatedTable extends Construct {
  readonly table: TableV2;
  /**
   * A global table has one name in all regions, and the stacks of the other regions cannot read this stack's outputs:
   * so its name is derived from the construct's path when the app is synthesised.
   */
  readonly tableName: string;

  constructor(scope: Construct, id: string, configuration: TasksConfiguration, schema: TablePropsV2) {
    super(scope, id);
    const { regions, settings } = configuration;
    this.tableName = Names.uniqueResourceName(this, { separator: '-', maxLength: 128 });
    this.table = new TableV2(this, 'Table', {
      ...schema,
      tableName: this.tableName,
      replicas: regions.slice(1).map((region) => ({ region })),
      removalPolicy: settings.removalPolicy,
      deletionProtection: settings.protectData,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
  }
}
