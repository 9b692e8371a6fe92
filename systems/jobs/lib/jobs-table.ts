import { allow } from '@snowglobe/constructs/grants';
import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, ProjectionType, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { phaseIndex } from '../src/storage/job-item.ts';
import type { CustomerKey } from './keys.ts';

export interface JobsTableProps {
  readonly key: CustomerKey;
  readonly removalPolicy: RemovalPolicy;
  readonly protectData: boolean;
}

/** Every job as an item, and an index by phase for those who look after unfinished jobs. */
export class JobsTable extends TableV2 {
  readonly #key: CustomerKey;

  constructor(scope: Construct, id: string, { key, removalPolicy, protectData }: JobsTableProps) {
    super(scope, id, {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      globalSecondaryIndexes: [
        {
          indexName: phaseIndex,
          partitionKey: { name: 'phase', type: AttributeType.STRING },
          sortKey: { name: 'attention_at', type: AttributeType.NUMBER },
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
      dynamoStream: StreamViewType.NEW_IMAGE,
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
      deletionProtection: protectData,
    });
    this.#key = key;
  }

  /** Reads and changes single jobs. */
  allowChange(grantee: IGrantable): void {
    allow(grantee, ['dynamodb:GetItem', 'dynamodb:UpdateItem'], [this.tableArn]);
    this.#key.allowUse(grantee);
  }

  /** Finds unfinished jobs, besides. */
  allowSearch(grantee: IGrantable): void {
    this.allowChange(grantee);
    allow(grantee, ['dynamodb:Query'], [`${this.tableArn}/index/${phaseIndex}`]);
  }
}
