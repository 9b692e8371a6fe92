import { type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

/** The index that lists the tasks that are not deleted, in the order of their creation. */
const listingIndex = 'by-creation';

/** What a region derives from the event log: snapshots, the view of each task, and the words by which tasks are found. */
export class ReadModels extends Construct {
  readonly snapshots: TableV2;
  readonly tasksView: TableV2;
  readonly searchIndex: TableV2;

  constructor(scope: Construct, id: string, props: { readonly removalPolicy: RemovalPolicy }) {
    super(scope, id);
    const { removalPolicy } = props;
    this.snapshots = new TableV2(this, 'Snapshots', {
      partitionKey: { name: 'AggregateTypeAndId', type: AttributeType.STRING },
      removalPolicy,
    });
    this.tasksView = new TableV2(this, 'TasksView', {
      partitionKey: { name: 'ViewId', type: AttributeType.STRING },
      globalSecondaryIndexes: [
        {
          indexName: listingIndex,
          partitionKey: { name: 'Listing', type: AttributeType.STRING },
          sortKey: { name: 'ViewId', type: AttributeType.STRING },
        },
      ],
      removalPolicy,
    });
    this.searchIndex = new TableV2(this, 'SearchIndex', {
      partitionKey: { name: 'Token', type: AttributeType.STRING },
      sortKey: { name: 'TaskId', type: AttributeType.STRING },
      removalPolicy,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason:
        'These tables hold nothing of their own: they are rebuilt from the event log, which has point-in-time recovery.',
    });
  }

  /** The ARN of the listing index. */
  get listingIndexArn(): string {
    return `${this.tasksView.tableArn}/index/${listingIndex}`;
  }
}
