import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { ReadTable } from './stream-records.ts';

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;

/** Looks through the whole table: a redrive of old letters is rare, and an index would be paid for by every record. */
export function dynamoTable(client: DynamoDBClient, TableName: string): ReadTable {
  return async (fromMs, untilMs, eventSourceARN) => {
    const found: DynamoDBRecord[] = [];
    const search = {
      TableName,
      FilterExpression: 'storedAt BETWEEN :from AND :until',
      ExpressionAttributeValues: {
        ':from': { S: new Date(fromMs).toISOString() },
        ':until': { S: new Date(untilMs).toISOString() },
      },
    };
    for await (const { Items = [] } of paginateScan({ client }, search)) {
      for (const item of Items) {
        // No sequence number: the place in what was found tells them apart.
        const dynamodb = { SequenceNumber: String(found.length), NewImage: item as Image };
        found.push({ eventName: 'INSERT', eventSourceARN, dynamodb });
      }
    }
    return found;
  };
}
