import { describe, expect, it } from 'vitest';
import type { Call } from '../../contract/operation.ts';
import { access } from './access.ts';
import type { TableRow } from './tables.ts';

const row = { name: 'notes', keySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] } as unknown as TableRow;

/** A call of which rules read no more than the scope and the table's row. */
const call = {
  scope: { account: '000000000000', region: 'us-east-1' },
  globe: { store: { collection: () => ({ get: (name: string) => (name === 'notes' ? row : undefined) }) } },
} as unknown as Call;

const ask = (operation: string, input: object) => access[operation]?.(input, call);
const notes = 'arn:aws:dynamodb:us-east-1:000000000000:table/notes';

describe('what IAM is asked', () => {
  it('names the table, the partition keys and the attributes of an item operation', () => {
    const [request] = ask('PutItem', { TableName: 'notes', Item: { id: { S: 'a' }, text: { S: 'b' } } }) ?? [];
    expect(request).toMatchObject({
      action: 'dynamodb:PutItem',
      resource: notes,
      context: { 'dynamodb:LeadingKeys': ['a'], 'dynamodb:Attributes': ['id', 'text'] },
    });
  });

  it('names the index and the partition key of a query, and the attributes of its expressions', () => {
    const [request] =
      ask('Query', {
        TableName: notes,
        IndexName: 'byText',
        KeyConditionExpression: '#i = :i AND begins_with(kind, :k)',
        ProjectionExpression: 'a.b, c[0]',
        ExpressionAttributeNames: { '#i': 'id' },
        ExpressionAttributeValues: { ':i': { N: '7' }, ':k': { S: 'k' } },
        Select: 'SPECIFIC_ATTRIBUTES',
      }) ?? [];
    expect(request?.resource).toBe(`${notes}/index/byText`);
    expect(request?.context?.['dynamodb:LeadingKeys']).toEqual(['7']);
    expect(new Set(request?.context?.['dynamodb:Attributes'])).toEqual(new Set(['a', 'c', 'id', 'kind']));
    expect(request?.context?.['dynamodb:Select']).toBe('SPECIFIC_ATTRIBUTES');
  });

  it('is one question for each action of a transaction', () => {
    const requests = ask('TransactWriteItems', {
      TransactItems: [
        { Put: { TableName: 'notes', Item: { id: { S: 'a' } } } },
        {
          ConditionCheck: { TableName: 'notes', Key: { id: { S: 'b' } }, ConditionExpression: 'attribute_exists(id)' },
        },
      ],
    });
    expect(requests?.map(({ action }) => action)).toEqual(['dynamodb:PutItem', 'dynamodb:ConditionCheckItem']);
    expect(requests?.[0]?.context?.['dynamodb:EnclosingOperation']).toBe('TransactWriteItems');
  });

  it('has an answer for every operation of the service', async () => {
    const { dynamodb } = await import('./service.ts');
    expect(Object.keys(access).sort()).toEqual(Object.keys(dynamodb.operations).sort());
  });
});
