import { expect, it } from 'vitest';
import { unknown, type Value } from '../intrinsics/value.ts';
import { resourceSchema } from '../resource-schema.ts';
import { conformProperties } from './conform.ts';

function conform(type: string, values: Readonly<Record<string, Value>>) {
  const schema = resourceSchema(type);
  if (!schema) throw new Error(`no schema of ${type}`);
  const violations: string[] = [];
  const result = conformProperties(values, schema, (place, text) => violations.push(`${place}: ${text}`));
  return { result, violations };
}

it('puts text in the kinds of the schema', () => {
  const { result, violations } = conform('AWS::SQS::Queue', {
    VisibilityTimeout: '40',
    FifoQueue: 'true',
    QueueName: 7,
    RedrivePolicy: { maxReceiveCount: '3' },
  });
  expect(violations).toEqual([]);
  expect(result).toEqual({
    VisibilityTimeout: 40,
    FifoQueue: true,
    QueueName: '7',
    RedrivePolicy: { maxReceiveCount: '3' },
  });
});

it('tells what is too much, missing or of the wrong kind, at any depth', () => {
  const { violations } = conform('AWS::Lambda::Function', {
    Code: { ZipFile: ['x'], Nonsense: 1 },
    Timeout: 'soon',
    Unheard: 1,
    Tags: [{ Key: 'a' }],
  });
  expect(violations.sort()).toEqual([
    '#/Code/ZipFile: expected type: String, found: JSONArray',
    '#/Code: extraneous key [Nonsense] is not permitted',
    '#/Tags/0: required key [Value] not found',
    '#/Timeout: expected type: Number, found: String',
    '#: extraneous key [Unheard] is not permitted',
    '#: required key [Role] not found',
  ]);
});

it('takes values that are not known yet for any kind', () => {
  expect(conform('AWS::SQS::Queue', { VisibilityTimeout: unknown, Tags: unknown }).violations).toEqual([]);
});
