import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CloudFormationCustomResourceEvent, CloudFormationCustomResourceResponse } from 'aws-lambda';
import { describeError, log } from '../log.ts';

const dynamodb = new DynamoDBClient({});

/** Custom resource: tells the ARN of the stream that a table has in this region. */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  log('custom resource', { requestType: event.RequestType, logicalId: event.LogicalResourceId });
  await respond(event, await answer(event));
}

async function answer(event: CloudFormationCustomResourceEvent): Promise<CloudFormationCustomResourceResponse> {
  const physicalId = 'PhysicalResourceId' in event ? event.PhysicalResourceId : event.LogicalResourceId;
  const { StackId, RequestId, LogicalResourceId } = event;
  const request = { StackId, RequestId, LogicalResourceId };
  try {
    if (event.RequestType === 'Delete') return { ...request, Status: 'SUCCESS', PhysicalResourceId: physicalId };
    const StreamArn = await streamOf(String(event.ResourceProperties['TableName']));
    return { ...request, Status: 'SUCCESS', PhysicalResourceId: StreamArn, Data: { StreamArn } };
  } catch (error) {
    log('the stream was not found', describeError(error));
    const Reason = error instanceof Error ? error.message : String(error);
    return { ...request, Status: 'FAILED', PhysicalResourceId: physicalId, Reason };
  }
}

async function streamOf(tableName: string): Promise<string> {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: tableName }));
  if (Table?.LatestStreamArn === undefined) throw new Error(`table ${tableName} has no stream in this region`);
  return Table.LatestStreamArn;
}

/** CloudFormation waits for this until the resource's time is over: a failed delivery fails the invocation, to be retried. */
async function respond(
  event: CloudFormationCustomResourceEvent,
  response: CloudFormationCustomResourceResponse,
): Promise<void> {
  const delivered = await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify(response) });
  if (!delivered.ok) throw new Error(`CloudFormation did not take the answer: status ${delivered.status}`);
}
