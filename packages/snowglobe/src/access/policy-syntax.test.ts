import { describe, expect, it } from 'vitest';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import { type PolicyUse, policyFault } from './policy-syntax.ts';

const fault = (use: PolicyUse, statement: object, more: object = { Version: '2012-10-17' }) =>
  policyFault(JSON.stringify({ ...more, Statement: [{ Effect: 'Allow', ...statement }] }), use);

describe('an identity policy', () => {
  it.each<[string, object, string | undefined]>([
    ['is well-formed', { Action: 's3:*', Resource: '*' }, undefined],
    ['has no action', { Resource: '*' }, 'Policy statement must contain actions.'],
    ['has no resource', { Action: 's3:*' }, 'Policy statement must contain resources.'],
    ['names a resource without an ARN', { Action: 's3:*', Resource: 'b' }, 'Resource b must be in ARN format or "*".'],
    [
      'names a principal',
      { Action: 's3:*', Resource: '*', Principal: '*' },
      'Policy document should not specify a principal.',
    ],
    [
      'names an action without a service',
      { Action: 'GetObject', Resource: '*' },
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    ['has an unknown element', { Action: 's3:*', Resource: '*', Reason: '' }, 'Syntax errors in policy.'],
    [
      'has an unknown condition',
      { Action: 's3:*', Resource: '*', Condition: { Smells: { 'aws:a': 'b' } } },
      'Invalid Condition type : Smells.',
    ],
  ])('%s', (_what, statement, expected) => {
    expect(fault('identity', statement)).toBe(expected);
  });

  it('needs the newer version', () => {
    const old = fault('identity', { Action: 's3:*', Resource: '*' }, { Version: '2008-10-17' });
    expect(old).toBe('Policy document must be version 2012-10-17 or greater.');
  });

  it('is JSON', () => {
    expect(policyFault('nothing', 'identity')).toBe('This policy contains invalid Json');
    expect(policyFault('[]', 'identity')).toBe('Syntax errors in policy.');
  });
});

describe('a trust policy', () => {
  it('names principals and actions of STS, and no resource', () => {
    const Principal = { Service: 'lambda.amazonaws.com' };
    expect(fault('trust', { Action: 'sts:AssumeRole', Principal })).toBeUndefined();
    expect(fault('trust', { Action: 's3:GetObject', Principal })).toBe(
      'AssumeRole policy may only specify STS AssumeRole actions.',
    );
    expect(fault('trust', { Action: 'sts:AssumeRole', Principal, Resource: '*' })).toBe(
      'Has prohibited field Resource',
    );
  });
});

it('every AWS managed policy that the globe provides is well-formed', () => {
  for (const { document } of awsManagedPolicies()) expect(policyFault(document, 'identity')).toBeUndefined();
});
