import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { BusEvent } from './respond.ts';

/** Counts events by their detail type: the effect outside that no replay may repeat. */
export function dynamoTally(client: DynamoDBDocumentClient, TableName: string): (event: BusEvent) => Promise<void> {
  return async (event) => {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: { detailType: event['detail-type'] },
        UpdateExpression: 'ADD events :one',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
  };
}
