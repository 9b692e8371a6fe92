import { expect, it } from 'vitest';
import { checkedPolicy, decide } from './resource-policy.ts';

const resource = 'arn:aws:execute-api:us-east-1:000000000000:abc/dev/GET/tasks';
const allow = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
const said = (sourceIp: string, ...Statement: readonly object[]) =>
  decide(JSON.stringify({ Version: '2012-10-17', Statement }), { resource, sourceIp });

it('allows what a statement allows and nothing else', () => {
  expect(said('1.2.3.4', allow)).toBe('allowed');
  expect(said('1.2.3.4', { ...allow, Resource: 'execute-api:/*/POST/*' })).toBe('not allowed');
  expect(said('1.2.3.4', { ...allow, Resource: resource, Principal: { AWS: '*' } })).toBe('allowed');
  expect(said('1.2.3.4', { ...allow, Principal: { AWS: 'arn:aws:iam::000000000000:root' } })).toBe('not allowed');
});

it('keeps addresses out, and lets only some in', () => {
  const deny = { ...allow, Effect: 'Deny', Condition: { IpAddress: { 'aws:SourceIp': ['1.2.3.0/24'] } } };
  expect([said('1.2.3.4', allow, deny), said('1.2.4.4', allow, deny)]).toEqual(['denied', 'allowed']);
  const only = { ...allow, Effect: 'Deny', Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
  expect([said('10.9.8.7', allow, only), said('11.0.0.1', allow, only)]).toEqual(['allowed', 'denied']);
});

it('refuses a condition that it cannot evaluate, by its name', () => {
  const Condition = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
  expect(() => checkedPolicy(JSON.stringify({ Statement: { ...allow, Condition } }))).toThrow('StringEquals');
  expect(() => checkedPolicy('{}')).toThrow('Invalid policy document');
});
