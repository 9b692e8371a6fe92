import { describe, expect, test } from 'vitest';
import { accepts, checkFilterPolicy, type FilterScope } from './filter-policy.ts';
import type { StoredAttributes, SubscriptionRow } from './tables.ts';

function subscriptionWith(policy: object, scope: FilterScope): SubscriptionRow {
  return {
    id: 'id',
    arn: 'arn:aws:sns:us-east-1:000000000000:t:id',
    topicArn: 'arn:aws:sns:us-east-1:000000000000:t',
    owner: '000000000000',
    principalArn: 'arn:aws:iam::000000000000:root',
    protocol: 'sqs',
    endpoint: 'arn:aws:sqs:us-east-1:000000000000:q',
    attributes: { FilterPolicy: JSON.stringify(policy), FilterPolicyScope: scope },
    pending: false,
    token: 'token',
    confirmationWasAuthenticated: true,
    authenticateOnUnsubscribe: false,
    createdAt: 0,
  };
}

const text = (stringValue: string) => ({ dataType: 'String', stringValue });
const number = (stringValue: string) => ({ dataType: 'Number', stringValue });
const list = (...values: unknown[]) => ({ dataType: 'String.Array', stringValue: JSON.stringify(values) });

const byAttributes = (policy: object, attributes: StoredAttributes) =>
  accepts(subscriptionWith(policy, 'MessageAttributes'), { message: '', attributes });
const byBody = (policy: object, body: unknown) =>
  accepts(subscriptionWith(policy, 'MessageBody'), {
    message: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {},
  });

describe('a policy on message attributes', () => {
  test.each([
    ['a value of the list', { a: ['x', 'y'] }, { a: text('y') }, true],
    ['no value of the list', { a: ['x', 'y'] }, { a: text('z') }, false],
    ['every key is asked for', { a: ['x'], b: ['y'] }, { a: text('x') }, false],
    ['an attribute that is not asked for does not matter', { a: ['x'] }, { a: text('x'), b: text('y') }, true],
    ['a number', { a: [100] }, { a: number('100') }, true],
    ['a number in a text is a text', { a: [100] }, { a: text('100') }, false],
    ['a range of numbers', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: number('5.0') }, true],
    ['outside of a range', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: number('5.1') }, false],
    ['anything but', { a: [{ 'anything-but': ['x', 'y'] }] }, { a: text('z') }, true],
    ['one of what it may not be', { a: [{ 'anything-but': ['x', 'y'] }] }, { a: text('x') }, false],
    ['anything but, of a list with another value', { a: [{ 'anything-but': ['x'] }] }, { a: list('x', 'z') }, true],
    ['anything but a prefix', { a: [{ 'anything-but': { prefix: 'or' } }] }, { a: text('order') }, false],
    ['a prefix', { a: [{ prefix: 'or' }] }, { a: text('order') }, true],
    ['a suffix', { a: [{ suffix: 'er' }] }, { a: text('order') }, true],
    ['equals, ignoring case', { a: [{ 'equals-ignore-case': 'ORDER' }] }, { a: text('order') }, true],
    ['an address in a network', { a: [{ cidr: '10.0.0.0/24' }] }, { a: text('10.0.0.255') }, true],
    ['an address elsewhere', { a: [{ cidr: '10.0.0.0/24' }] }, { a: text('10.1.1.0') }, false],
    ['an attribute that is there', { a: [{ exists: true }] }, { a: text('x') }, true],
    ['an attribute that is not there', { a: [{ exists: false }] }, { b: text('x') }, true],
    ['no attributes at all match nothing', { a: [{ exists: false }] }, {}, false],
    ['a member of a list', { a: ['x'] }, { a: list('w', 'x') }, true],
    ['null and booleans in a list', { a: [null, true] }, { a: list(true) }, true],
    ['binary values are not looked at', { a: [{ exists: true }] }, { a: { dataType: 'Binary' } }, false],
    ['one of $or', { $or: [{ a: ['x'] }, { b: ['y'] }] }, { b: text('y') }, true],
    ['none of $or', { $or: [{ a: ['x'] }, { b: ['y'] }] }, { b: text('x') }, false],
  ] as const)('%s', (_name, policy, attributes, expected) => {
    expect(byAttributes(policy, attributes)).toBe(expected);
  });
});

describe('a policy on the message body', () => {
  test.each([
    ['a nested value', { order: { state: ['paid'] } }, { order: { state: 'paid' } }, true],
    ['a member of a list', { tags: ['a'] }, { tags: ['b', 'a'] }, true],
    ['a member of a list of objects', { items: { sku: ['a'] } }, { items: [{ sku: 'b' }, { sku: 'a' }] }, true],
    ['null', { a: [null] }, { a: null }, true],
    ['a body that is no JSON', { a: [{ exists: false }] }, 'plain', false],
    ['a body that is no object', { a: [{ exists: false }] }, [1], false],
  ] as const)('%s', (_name, policy, body, expected) => {
    expect(byBody(policy, body)).toBe(expected);
  });
});

describe('a filter policy is refused', () => {
  test.each([
    ['no JSON', '{', 'MessageBody', 'FilterPolicy: failed to parse JSON.'],
    ['no lists', '{"a": "x"}', 'MessageBody', 'FilterPolicy: "a" must be an object or an array'],
    ['empty lists', '{"a": []}', 'MessageBody', 'FilterPolicy: Empty arrays are not allowed'],
    [
      'unknown operators',
      '{"a": [{"wildcard": "*"}]}',
      'MessageBody',
      'FilterPolicy: Unrecognized match type wildcard',
    ],
    [
      'huge numbers',
      '{"a": [1000000001]}',
      'MessageBody',
      'FilterPolicy: Value must be between -1.0E9 and 1.0E9, inclusive',
    ],
    [
      'nested keys of attributes',
      '{"a": {"b": ["x"]}}',
      'MessageAttributes',
      'Filter policy scope MessageAttributes does not support nested filter policy',
    ],
    [
      'more than five keys',
      JSON.stringify(Object.fromEntries([...'abcdef'].map((key) => [key, ['x']]))),
      'MessageBody',
      'FilterPolicy: Filter policy can not have more than 5 keys',
    ],
    [
      'more than 150 combinations, depth included',
      JSON.stringify({ a: { b: { c: [1, 2, 3, 4, 5, 6, 7] } }, d: { e: [1, 2, 3, 4] } }),
      'MessageBody',
      'FilterPolicy: Filter policy is too complex',
    ],
  ] as const)('%s', (_name, policy, scope, message) => {
    expect(() => checkFilterPolicy(policy, scope)).toThrow(`Invalid parameter: ${message}`);
  });
});
