import { allow } from '@snowglobe/constructs/grants';
import { NodeFunction } from '@snowglobe/constructs/node-function';
import { CustomResource, Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

export interface ReplicaStreamProps {
  readonly table: ITable;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Finds the DynamoDB stream of a global table's replica in this region. The stream's ARN ends in the moment of its
 * creation, and CloudFormation tells it only in the region where the table was declared.
 */
export class ReplicaStream extends Construct {
  readonly streamArn: string;

  constructor(scope: Construct, id: string, props: ReplicaStreamProps) {
    super(scope, id);
    const lookup = new NodeFunction(this, 'Lookup', {
      entry: new URL('../src/functions/replica-stream.ts', import.meta.url),
      description: "Tasks: finds the stream of the event log's replica during a deployment",
      environment: {},
      removalPolicy: props.removalPolicy,
    });
    allow(lookup, ['dynamodb:DescribeTable'], [props.table.tableArn]);
    const found = new CustomResource(this, 'Found', {
      serviceToken: lookup.functionArn,
      resourceType: 'Custom::ReplicaStream',
      properties: { TableName: props.table.tableName },
      serviceTimeout: Duration.minutes(2),
    });
    this.streamArn = found.getAttString('StreamArn');
  }
}
