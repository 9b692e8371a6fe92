import { expect, it } from 'vitest';
import { checkPolicy, expandedPolicy } from './resource-policy.ts';

const statement = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

it('writes short resources out', () => {
  const apiArn = 'arn:aws:execute-api:us-east-1:000000000000:abc';
  const other = { ...statement, Resource: ['execute-api:/dev/GET/x', `${apiArn}/*`] };
  const expanded = JSON.parse(expandedPolicy(policy(statement, other), apiArn)) as { Statement: unknown[] };
  expect(expanded.Statement).toMatchObject([
    { Resource: `${apiArn}/*` },
    { Resource: [`${apiArn}/dev/GET/x`, `${apiArn}/*`] },
  ]);
});

it.each(['{}', 'no json', 'null', policy({ Effect: 'Allow' }), policy({ ...statement, Effect: 'Maybe' })])(
  'refuses %s',
  (text) => {
    expect(() => checkPolicy(text)).toThrow('Invalid policy document');
  },
);
