import { describe, expect, it } from 'vitest';
import type { PermissionUse } from './access-use.ts';
import { compileStoredPolicy } from './compile-policy.ts';
import { generaliseResources } from './generalise-resources.ts';
import { leastPolicy } from './least-policy.ts';
import { unusedGrants } from './unused-grants.ts';

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/tasks';
const use = (action: string, resource: string, more: Partial<PermissionUse> = {}): PermissionUse => ({
  action,
  resource,
  allowed: 1,
  denied: 0,
  context: {},
  ...more,
});

describe('the least policy', () => {
  it('groups the actions of a service on the same resources, and leaves out what was refused', () => {
    const policy = leastPolicy([
      use('dynamodb:PutItem', table),
      use('dynamodb:GetItem', table),
      use('sqs:SendMessage', 'arn:aws:sqs:us-east-1:000000000000:q'),
      use('sqs:PurgeQueue', 'arn:aws:sqs:us-east-1:000000000000:q', { allowed: 0, denied: 2 }),
    ]);
    expect(policy).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: table },
        { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:us-east-1:000000000000:q' },
      ],
    });
  });

  it('passes roles only to the service that they were passed to', () => {
    const context = { 'iam:PassedToService': ['lambda.amazonaws.com'] };
    expect(leastPolicy([use('iam:PassRole', 'arn:aws:iam::1:role/r', { context })]).Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: 'arn:aws:iam::1:role/r',
        Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
      },
    ]);
  });
});

describe('resources', () => {
  it.each([
    [['arn:aws:s3:::b/config/app.json'], ['arn:aws:s3:::b/config/app.json']],
    [['arn:aws:s3:::b/raw/2026/01/a.json'], ['arn:aws:s3:::b/raw/*']],
    [['arn:aws:s3:::b/raw/x/a', 'arn:aws:s3:::b/raw/y/b'], ['arn:aws:s3:::b/raw/*']],
    [['arn:aws:s3:::b/one', 'arn:aws:s3:::b/two'], ['arn:aws:s3:::b/*']],
    [
      ['arn:aws:logs:us-east-1:0:log-group:/aws/lambda/f:log-stream:2026/a'],
      ['arn:aws:logs:us-east-1:0:log-group:/aws/lambda/f:*'],
    ],
    [[`${table}/stream/2026-01-01T00:00:00.000`], [`${table}/stream/*`]],
    [[`${table}/index/byDay`], [`${table}/index/byDay`]],
    [
      ['arn:aws:execute-api:us-east-1:0:abc/prod/GET/jobs/123'],
      ['arn:aws:execute-api:us-east-1:0:abc/prod/GET/jobs/*'],
    ],
    [['*'], ['*']],
  ])('%j become %j', (seen, expected) => {
    expect(generaliseResources(seen)).toEqual(expected);
  });

  it('many of one kind are named together', () => {
    const seen = Array.from({ length: 11 }, (_, index) => `arn:aws:sqs:us-east-1:0:q${index}`);
    expect(generaliseResources(seen)).toEqual(['arn:aws:sqs:us-east-1:0:*']);
  });
});

it('what is granted in vain is told by statement, with what wildcards were needed for', () => {
  const statements = [
    { Sid: 'Table', Effect: 'Allow', Action: ['dynamodb:*', 'kms:Decrypt'], Resource: [table, `${table}/index/*`] },
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
    { Effect: 'Deny', Action: 'sqs:PurgeQueue', Resource: '*' },
  ];
  const policy = compileStoredPolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
  expect(unusedGrants([{ name: 'inline policy p', policy }], [use('dynamodb:PutItem', table)])).toEqual([
    {
      policy: 'inline policy p',
      statement: 'Table',
      actions: ['kms:Decrypt'],
      resources: [`${table}/index/*`],
      wildcards: { 'dynamodb:*': ['dynamodb:PutItem'] },
    },
    { policy: 'inline policy p', statement: '#2', actions: ['sqs:SendMessage'], resources: ['*'] },
  ]);
});
