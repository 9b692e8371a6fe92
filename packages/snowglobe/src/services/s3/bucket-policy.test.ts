import { describe, expect, it } from 'vitest';
import { checkBucketPolicy } from './bucket-policy.ts';
import { isPublicPolicy } from './public-policy.ts';

const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::snow/*' };
const policyOf = (change: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, ...change }] });

describe('a bucket policy', () => {
  it.each([
    [{}],
    [{ Resource: ['arn:aws:s3:::snow', 'arn:aws:s3:::snow/in/*'] }],
    [{ Resource: 'arn:aws:s3:::*' }],
    [{ Resource: 'arn:aws:s3:::sn?w/*' }],
    [{ Action: ['s3:Get*', 's3:List*'] }],
    [{ Principal: { Service: 'logging.s3.amazonaws.com' } }],
    [{ Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: '111111111111' } }],
  ])('may say %j', (change) => {
    expect(() => checkBucketPolicy(policyOf(change), 'snow')).not.toThrow();
  });

  it.each([
    [{ Effect: undefined }, 'Missing required field Effect'],
    [{ Effect: 'Perhaps' }, 'Invalid effect: Perhaps'],
    [{ Principal: undefined }, 'Missing required field Principal'],
    [{ Principal: { Robot: 'x' } }, 'Invalid principal in policy'],
    [{ Principal: undefined, NotPrincipal: { AWS: '1' } }, 'Allow with NotPrincipal is not allowed.'],
    [{ Action: undefined }, 'Missing required field Action'],
    [{ Action: 'sqs:SendMessage' }, 'Policy has invalid action'],
    [{ Resource: undefined }, 'Missing required field Resource'],
    [{ Resource: 'arn:aws:s3:::snowball/*' }, 'Policy has invalid resource'],
  ])('may not say %j', (change, message) => {
    expect(() => checkBucketPolicy(policyOf(change), 'snow')).toThrow(message);
  });

  it.each([
    [{}, true],
    [{ Principal: { AWS: ['*'] } }, true],
    [{ Principal: { AWS: '111111111111' } }, false],
    [{ Effect: 'Deny' }, false],
    [{ Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }, false],
    [{ Condition: { StringLike: { 'aws:SourceArn': '*' } } }, true],
    [{ Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, true],
    [{ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, true],
  ])('saying %j is public: %s', (change, expected) => {
    expect(isPublicPolicy(policyOf(change))).toBe(expected);
  });
});
