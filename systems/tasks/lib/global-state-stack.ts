import { Names, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, StreamViewType, type TablePropsV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { TasksConfiguration } from './configuration.ts';

export interface GlobalStateStackProps extends StackProps {
  readonly configuration: TasksConfiguration;
}

/**
 * The two tables that every region shares: the event log, which is the truth, and the ledger of what must happen once
 * (commands answered, notifications sent). Both are DynamoDB global tables with a replica per region.
 */
export class GlobalStateStack extends Stack {
  readonly eventLog: TableV2;
  readonly ledger: TableV2;
  /**
   * A table has one name in all regions, and the stacks of the other regions cannot read this stack's outputs. So the
   * names are derived from the construct path when the app is synthesised.
   */
  readonly eventLogName: string;
  readonly ledgerName: string;

  constructor(scope: Construct, id: string, props: GlobalStateStackProps) {
    super(scope, id, { ...props, terminationProtection: props.configuration.settings.protectData });
    const { regions, settings } = props.configuration;
    this.eventLogName = this.nameFor('EventLog');
    this.ledgerName = this.nameFor('Ledger');
    const replicated = {
      replicas: regions.slice(1).map((region) => ({ region })),
      removalPolicy: settings.removalPolicy,
      deletionProtection: settings.protectData,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    } satisfies Partial<TablePropsV2>;
    this.eventLog = new TableV2(this, 'EventLog', {
      ...replicated,
      tableName: this.eventLogName,
      partitionKey: { name: 'AggregateTypeAndId', type: AttributeType.STRING },
      sortKey: { name: 'AggregateIdSequence', type: AttributeType.NUMBER },
      // Consumers need the new image only; replication demands both.
      dynamoStream: regions.length > 1 ? StreamViewType.NEW_AND_OLD_IMAGES : StreamViewType.NEW_IMAGE,
    });
    this.ledger = new TableV2(this, 'Ledger', {
      ...replicated,
      tableName: this.ledgerName,
      partitionKey: { name: 'EntryId', type: AttributeType.STRING },
      timeToLiveAttribute: 'ExpiresAt',
    });
  }

  private nameFor(id: string): string {
    return Names.uniqueResourceName(this, { separator: '-', extra: id, maxLength: 128 });
  }
}
