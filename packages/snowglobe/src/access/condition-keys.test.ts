import { describe, expect, it } from 'vitest';
import type { Principal } from '../contract/principal.ts';
import { MemoryStore } from '../storage/memory-store.ts';
import { GlobeClock } from '../time/clock.ts';
import { conditionKeys, type KeyFacts } from './condition-keys.ts';
import { organizationOf } from './organization.ts';

const account = '111111111111';
const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const session: Principal = {
  kind: 'assumed-role',
  account,
  roleName: 'r',
  roleArn: `arn:aws:iam::${account}:role/r`,
  sessionName: 's',
  arn: `arn:aws:sts::${account}:assumed-role/r/s`,
  userId: 'AROA:s',
  tokenIssuedAt: now - 1000,
  sourceIdentity: 'ada',
  federation: { provider: 'arn:aws:iam::111111111111:oidc-provider/id.example', keys: { 'id.example:sub': 'ada' } },
};
const user: Principal = {
  kind: 'user',
  account,
  userName: 'ada',
  arn: `arn:aws:iam::${account}:user/ada`,
  userId: 'AIDA',
};
const service: Principal = { kind: 'service', service: 'sns.amazonaws.com', account, sourceArn: 'arn:aws:sns:x:1:t' };
const anonymous: Principal = { kind: 'anonymous', account };
const root: Principal = { kind: 'root', account };

const clock = new GlobeClock({ held: true, startAt: now });
const store = new MemoryStore({ clock, journal: undefined, reportFault: () => undefined });

function valuesOf(principal: Principal, more: Partial<KeyFacts['call']> = {}, context: Record<string, string> = {}) {
  const headers = { 'user-agent': 'cli', referer: 'http://from' };
  const http = { method: 'GET', url: '/', headers, sourceIp: '127.0.0.1', origin: '' };
  const keys = conditionKeys({
    principal,
    principalTags: { Team: 'snow' },
    request: { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-west-1:222222222222:q', context },
    resourceAccount: '222222222222',
    organization: organizationOf(store),
    call: { service: 'sqs', operation: 'SendMessage', scope: { account, region: 'eu-west-1' }, http, ...more },
    now,
  });
  return (name: string) => keys.values(name.toLowerCase());
}

describe('the keys of a request', () => {
  it.each<[string, Principal, string | undefined]>([
    ['aws:CurrentTime', user, '2026-01-02T03:04:05.000Z'],
    ['aws:EpochTime', user, '1767323045'],
    ['aws:FederatedProvider', session, 'arn:aws:iam::111111111111:oidc-provider/id.example'],
    ['id.example:sub', session, 'ada'],
    ['aws:MultiFactorAuthPresent', session, 'false'],
    ['aws:MultiFactorAuthPresent', user, undefined],
    ['aws:PrincipalAccount', session, account],
    ['aws:PrincipalAccount', service, undefined],
    ['aws:PrincipalArn', session, `arn:aws:iam::${account}:role/r`],
    ['aws:PrincipalArn', root, `arn:aws:iam::${account}:root`],
    ['aws:PrincipalIsAWSService', service, 'true'],
    ['aws:PrincipalIsAWSService', user, 'false'],
    ['aws:PrincipalOrgID', user, undefined],
    ['aws:PrincipalServiceName', service, 'sns.amazonaws.com'],
    ['aws:PrincipalServiceNamesList', service, 'sns.amazonaws.com'],
    ['aws:PrincipalTag/team', user, 'snow'],
    ['aws:PrincipalType', root, 'Account'],
    ['aws:PrincipalType', user, 'User'],
    ['aws:PrincipalType', session, 'AssumedRole'],
    ['aws:PrincipalType', anonymous, 'Anonymous'],
    ['aws:Referer', user, 'http://from'],
    ['aws:RequestedRegion', user, 'eu-west-1'],
    ['aws:ResourceAccount', user, '222222222222'],
    ['aws:SecureTransport', user, 'true'],
    ['aws:SourceAccount', service, account],
    ['aws:SourceArn', service, 'arn:aws:sns:x:1:t'],
    ['aws:SourceArn', user, undefined],
    ['aws:SourceIdentity', session, 'ada'],
    ['aws:SourceIp', user, '127.0.0.1'],
    ['aws:TokenIssueTime', session, '2026-01-02T03:04:04Z'],
    ['aws:TokenIssueTime', user, undefined],
    ['aws:UserAgent', user, 'cli'],
    ['aws:userid', session, 'AROA:s'],
    ['aws:userid', anonymous, 'anonymous'],
    ['aws:username', user, 'ada'],
    ['aws:username', session, undefined],
    ['aws:ViaAWSService', user, 'false'],
    ['aws:CalledVia', user, undefined],
    ['constructor', user, undefined],
  ])('%s of %o is %s', (name, principal, expected) => {
    expect(valuesOf(principal)(name)).toEqual(expected === undefined ? undefined : [expected]);
  });

  it('a service that calls for its caller is told', () => {
    const values = valuesOf(user, { via: 's3.amazonaws.com' });
    expect(values('aws:ViaAWSService')).toEqual(['true']);
    expect(values('aws:CalledVia')).toEqual(['s3.amazonaws.com']);
    expect(values('aws:CalledViaLast')).toEqual(['s3.amazonaws.com']);
  });

  it('what the operation gives comes first', () => {
    expect(valuesOf(user, {}, { 'aws:SourceIp': '10.0.0.1' })('aws:SourceIp')).toEqual(['10.0.0.1']);
  });

  it.each<[object]>([
    [{ Tags: [{ Key: 'Team', Value: 'snow' }] }],
    [{ Tags: { Team: 'snow' } }],
    [{ tags: { Team: 'snow' } }],
    [{ Tags: [{ TagKey: 'Team', TagValue: 'snow' }] }],
  ])('tags are found in the input %o', (input) => {
    const values = valuesOf(user, { input: input as Record<string, unknown> });
    expect(values('aws:RequestTag/team')).toEqual(['snow']);
    expect(values('aws:TagKeys')).toEqual(['Team']);
  });

  it('keys of tags to take away are tag keys too', () => {
    expect(valuesOf(user, { input: { TagKeys: ['a', 'b'] } })('aws:TagKeys')).toEqual(['a', 'b']);
    expect(valuesOf(user, { input: {} })('aws:TagKeys')).toBeUndefined();
  });

  it('the resource’s tags are read when they are asked for', () => {
    const values = valuesOf(user, { resourceTags: (arn) => ({ Owner: arn.split(':').at(-1) ?? '' }) });
    expect(values('aws:ResourceTag/owner')).toEqual(['q']);
  });
});
