import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import type { BusEvent } from '../../src/responder/respond.ts';
import { dynamoTakeOnce } from '../../src/responder/take-once.ts';

type Answer = 'done' | Error;
interface Action {
  readonly Put?: { readonly Item: { readonly id: string; readonly expiration: number } };
  readonly Update?: { readonly Key: object; readonly ExpressionAttributeValues: object };
}

const eventOf = (id: string, type: string): BusEvent =>
  ({ 'detail-type': type, detail: { metadata: { id } } }) as unknown as BusEvent;
const cancelled = (...codes: readonly string[]) =>
  new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

/** Answers transactions one after the other, and keeps what they were. */
function table(...answers: readonly Answer[]) {
  const asked: (readonly Action[])[] = [];
  const client = {
    send: async ({ input }: { readonly input: { readonly TransactItems: readonly Action[] } }) => {
      const answer = answers[asked.length];
      asked.push(input.TransactItems);
      if (answer instanceof Error) throw answer;
    },
  } as unknown as DynamoDBDocumentClient;
  const takeOnce = dynamoTakeOnce({
    client,
    rememberedTableName: 'remembered',
    rememberedSeconds: 60,
    tallyTableName: 'tally',
    now: () => 5_000,
  });
  return { takeOnce, asked };
}

const ids = (actions: readonly Action[] = []) => actions.flatMap(({ Put }) => (Put ? [Put.Item.id] : []));
const counts = (actions: readonly Action[] = []) =>
  actions.flatMap(({ Update }) => (Update ? [{ ...Update.Key, ...Update.ExpressionAttributeValues }] : []));

const three = [eventOf('a', 'Order'), eventOf('b', 'Device'), eventOf('c', 'Order')];

test('events are remembered and counted in one transaction', async () => {
  const { takeOnce, asked } = table('done');
  expect(await takeOnce(three)).toEqual(new Set(['a', 'b', 'c']));
  expect(asked).toHaveLength(1);
  expect(asked[0]?.flatMap(({ Put }) => (Put ? [Put.Item] : []))).toContainEqual({ id: 'a', expiration: 65 });
  expect(counts(asked[0])).toEqual([
    { detailType: 'Order', ':count': 2 },
    { detailType: 'Device', ':count': 1 },
  ]);
});

test('those that are remembered already are left out, of the count too', async () => {
  const { takeOnce, asked } = table(cancelled('ConditionalCheckFailed', 'None', 'None', 'None', 'None'), 'done');
  expect(await takeOnce(three)).toEqual(new Set(['b', 'c']));
  expect(ids(asked[1])).toEqual(['b', 'c']);
  expect(counts(asked[1])).toContainEqual({ detailType: 'Order', ':count': 1 });
});

test('nothing more is asked when all are remembered', async () => {
  const all = cancelled('ConditionalCheckFailed', 'ConditionalCheckFailed', 'ConditionalCheckFailed', 'None', 'None');
  const { takeOnce, asked } = table(all);
  expect(await takeOnce(three)).toEqual(new Set());
  expect(asked).toHaveLength(1);
});

test('a conflict with another transaction is tried again', async () => {
  const conflict = cancelled('None', 'None', 'None', 'TransactionConflict', 'None');
  const { takeOnce, asked } = table(conflict, conflict, 'done');
  expect(await takeOnce(three)).toEqual(new Set(['a', 'b', 'c']));
  expect(asked).toHaveLength(3);
});

test('any other error is the callers', async () => {
  await expect(table(new Error('no table')).takeOnce(three)).rejects.toThrow('no table');
  await expect(table(cancelled('ThrottlingError')).takeOnce(three)).rejects.toThrow('cancelled');
});
