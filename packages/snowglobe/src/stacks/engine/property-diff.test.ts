import { expect, it } from 'vitest';
import { resourceSchema } from '../resource-schema.ts';
import { changedProperties } from './property-diff.ts';

const diff = (type: string, before: object, after: object) =>
  changedProperties(before as Record<string, unknown>, after as Record<string, unknown>, resourceSchema(type)).map(
    ({ name, replacement }) => `${name} ${replacement}`,
  );

it('knows which changes replace a resource', () => {
  expect(diff('AWS::SQS::Queue', { QueueName: 'a', DelaySeconds: 1 }, { QueueName: 'b', DelaySeconds: 2 })).toEqual([
    'QueueName always',
    'DelaySeconds never',
  ]);
});

it('sees no change in the order of names', () => {
  expect(diff('AWS::SQS::Queue', { RedrivePolicy: { a: 1, b: [2] } }, { RedrivePolicy: { b: [2], a: 1 } })).toEqual([]);
});

it('counts a property that comes or goes', () => {
  expect(diff('AWS::Kinesis::Stream', { Name: 'a' }, { ShardCount: 1 })).toEqual(['Name always', 'ShardCount never']);
});
