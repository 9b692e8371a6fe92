import { describe, expect, it } from 'vitest';
import type { Principal } from '../contract/principal.ts';
import { compilePolicy } from './compile-policy.ts';
import { denialText } from './denial.ts';
import { decide, type Question } from './evaluate.ts';
import { missingStatement } from './missing-statement.ts';
import type { StatementElement } from './policy-document.ts';

const account = '111111111111';
const other = '222222222222';
const action = 'sqs:SendMessage';
const resource = `arn:aws:sqs:us-east-1:${account}:q`;

const policyOf = (...statements: readonly Partial<StatementElement>[]) =>
  compilePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
const allow = (more: Partial<StatementElement> = {}) =>
  ({ Effect: 'Allow', Action: action, Resource: '*', ...more }) as const;
const deny = (more: Partial<StatementElement> = {}) => ({ ...allow(more), Effect: 'Deny' }) as const;
const named = (name: string, ...statements: readonly Partial<StatementElement>[]) => ({
  name,
  policy: policyOf(...statements),
});

const role = (inAccount = account): Extract<Principal, { kind: 'assumed-role' }> => ({
  kind: 'assumed-role',
  account: inAccount,
  roleName: 'r',
  roleArn: `arn:aws:iam::${inAccount}:role/r`,
  sessionName: 's',
  arn: `arn:aws:sts::${inAccount}:assumed-role/r/s`,
  userId: 'AROA:s',
});
const root: Principal = { kind: 'root', account };
const service: Principal = { kind: 'service', service: 'sns.amazonaws.com', account };

const keysOf = (values: Readonly<Record<string, string>>) => ({
  values: (name: string) => (values[name] === undefined ? undefined : [values[name]]),
});

function ask(principal: Principal, more: Partial<Question> = {}) {
  const question = { principal, action, resource, resourceAccount: account, keys: keysOf({}), identityPolicies: [] };
  return decide({ ...question, ...more });
}

describe('within an account', () => {
  it('a role may do what an identity policy allows', () => {
    expect(ask(role(), { identityPolicies: [named('p', allow())] })).toEqual({ allowed: true, because: 'p #1' });
  });

  it('a role may do nothing that no policy allows', () => {
    expect(ask(role())).toEqual({ allowed: false, explicit: false, kind: 'identity-based policy' });
  });

  it('actions are compared without case, and NotAction and NotResource turn them round', () => {
    const asked = (statement: Partial<StatementElement>) =>
      ask(role(), { identityPolicies: [named('p', { Effect: 'Allow', ...statement })] }).allowed;
    expect(asked({ Action: 'SQS:sendmessage', Resource: '*' })).toBe(true);
    expect(asked({ Action: 'sqs:Send*', Resource: resource })).toBe(true);
    expect(asked({ NotAction: 'sqs:*', Resource: '*' })).toBe(false);
    expect(asked({ NotAction: 's3:*', Resource: '*' })).toBe(true);
    expect(asked({ Action: '*', NotResource: resource })).toBe(false);
  });

  it('an explicit deny wins wherever it stands', () => {
    const identityPolicies = [named('p', allow())];
    expect(ask(role(), { identityPolicies: [...identityPolicies, named('d', deny({ Sid: 'No' }))] })).toEqual({
      allowed: false,
      explicit: true,
      kind: 'identity-based policy',
      because: 'd No',
    });
    const resourcePolicy = policyOf(deny({ Principal: '*' }));
    expect(ask(role(), { identityPolicies, resourcePolicy })).toMatchObject({ kind: 'resource-based policy' });
    expect(ask(root, { resourcePolicy })).toMatchObject({ allowed: false, explicit: true });
  });

  it('a boundary and session policies limit what identity policies allow', () => {
    const identityPolicies = [named('p', allow())];
    const nothing = named('b', allow({ Action: 's3:*' }));
    expect(ask(role(), { identityPolicies, boundary: nothing })).toMatchObject({ kind: 'permissions boundary' });
    expect(ask(role(), { identityPolicies, sessionPolicies: [nothing] })).toMatchObject({ kind: 'session policy' });
    const wide = named('b', allow({ Action: '*' }));
    expect(ask(role(), { identityPolicies, boundary: wide, sessionPolicies: [wide] }).allowed).toBe(true);
  });

  it('a resource policy alone is enough, when it names the role or its session', () => {
    const grantTo = (arn: string) => policyOf(allow({ Principal: { AWS: arn } }));
    const boundary = named('b', allow({ Action: 's3:*' }));
    const byRole = { resourcePolicy: grantTo(role().roleArn) };
    const bySession = { resourcePolicy: grantTo(role().arn) };
    expect(ask(role(), byRole).allowed).toBe(true);
    expect(ask(role(), bySession).allowed).toBe(true);
    expect(ask(role(), { ...byRole, boundary }).allowed).toBe(false);
    expect(ask(role(), { ...bySession, boundary }).allowed).toBe(true);
  });

  it('a resource policy that names the account leaves it to identity policies', () => {
    const resourcePolicy = policyOf(allow({ Principal: { AWS: `arn:aws:iam::${account}:root` } }));
    expect(ask(role(), { resourcePolicy }).allowed).toBe(false);
    expect(ask(role(), { resourcePolicy, identityPolicies: [named('p', allow())] }).allowed).toBe(true);
  });

  it('NotPrincipal means everyone else', () => {
    const resourcePolicy = policyOf(deny({ NotPrincipal: { AWS: role().roleArn } }));
    const identityPolicies = [named('p', allow())];
    expect(ask(role(), { identityPolicies, resourcePolicy }).allowed).toBe(true);
    const stranger = {
      ...role(),
      roleArn: `arn:aws:iam::${account}:role/x`,
      arn: `arn:aws:sts::${account}:assumed-role/x/s`,
    };
    expect(ask(stranger, { identityPolicies, resourcePolicy }).allowed).toBe(false);
  });
});

describe('between accounts', () => {
  const identityPolicies = [named('p', allow())];
  const resourcePolicy = policyOf(allow({ Principal: { AWS: other } }));

  it('both sides must allow', () => {
    expect(ask(role(other), { identityPolicies }).allowed).toBe(false);
    expect(ask(role(other), { resourcePolicy }).allowed).toBe(false);
    expect(ask(role(other), { identityPolicies, resourcePolicy }).allowed).toBe(true);
  });

  it('the root of another account needs the resource’s consent', () => {
    expect(ask({ kind: 'root', account: other })).toMatchObject({ kind: 'resource-based policy' });
    expect(ask({ kind: 'root', account: other }, { resourcePolicy }).allowed).toBe(true);
    expect(ask(root).allowed).toBe(true);
  });
});

describe('in an organization', () => {
  const identityPolicies = [named('p', allow())];
  const full = [named('FullAWSAccess', allow({ Action: '*' }))];

  it('every level of service control policies must allow, also for the root', () => {
    const narrow = [named('scp', allow({ Action: 's3:*' }))];
    expect(ask(role(), { identityPolicies, serviceControl: [full, full] }).allowed).toBe(true);
    expect(ask(role(), { identityPolicies, serviceControl: [full, narrow] })).toEqual({
      allowed: false,
      explicit: false,
      kind: 'service control policy',
    });
    expect(ask(root, { serviceControl: [full, narrow] }).allowed).toBe(false);
    expect(ask(role(), { identityPolicies, serviceControl: [full, []] }).allowed).toBe(false);
  });

  it('a denial of an organization comes first, and names the policy', () => {
    const policy = { ...named('scp', deny()), arn: 'arn:aws:organizations::1:policy/p' };
    const serviceControl = [[...full, policy]];
    const denied = ask(role(), { identityPolicies: [named('p', deny())], serviceControl });
    expect(denied).toMatchObject({ explicit: true, kind: 'service control policy', policyArn: policy.arn });
  });

  it('resource control policies bind whoever asks', () => {
    const resourcePolicy = policyOf(allow({ Principal: '*' }));
    const resourceControl = [[...full, named('rcp', deny())]];
    expect(ask(service, { resourcePolicy, resourceControl })).toMatchObject({ kind: 'resource control policy' });
    expect(ask(service, { resourcePolicy, resourceControl: [full] }).allowed).toBe(true);
  });
});

describe('a service in its own name', () => {
  it('needs a resource policy that names it, with the source that it acts for', () => {
    const topic = `arn:aws:sns:us-east-1:${account}:topic`;
    const resourcePolicy = policyOf(
      allow({ Principal: { Service: 'sns.amazonaws.com' }, Condition: { ArnEquals: { 'aws:SourceArn': topic } } }),
    );
    expect(ask(service).allowed).toBe(false);
    expect(ask(service, { resourcePolicy }).allowed).toBe(false);
    expect(ask(service, { resourcePolicy, keys: keysOf({ 'aws:sourcearn': topic }) }).allowed).toBe(true);
    expect(
      ask({ ...service, service: 's3.amazonaws.com' }, { resourcePolicy, keys: keysOf({ 'aws:sourcearn': topic }) })
        .allowed,
    ).toBe(false);
  });
});

describe('a refusal', () => {
  const request = { action, resource };
  const refusal = (decision: ReturnType<typeof ask>) => {
    if (decision.allowed) throw new Error('allowed');
    return decision;
  };

  it.each([
    [ask(role()), 'because no identity-based policy allows the sqs:sendmessage action'],
    [ask(role(), { identityPolicies: [named('p', deny())] }), 'with an explicit deny in an identity-based policy'],
    [
      ask(role(), { resourcePolicy: policyOf(deny({ Principal: '*' })) }),
      'with an explicit deny in a resource-based policy',
    ],
    [
      ask(role(), { identityPolicies: [named('p', allow())], boundary: named('b', allow({ Action: 's3:*' })) }),
      'because no permissions boundary allows the sqs:sendmessage action',
    ],
    [
      ask(role(), {
        identityPolicies: [named('p', allow())],
        sessionPolicies: [named('s', allow({ Action: 's3:*' }))],
      }),
      'because no session policy allows the sqs:sendmessage action',
    ],
    [ask(role(), { sessionPolicies: [named('s', deny())] }), 'with an explicit deny in a session policy'],
    [ask(role(), { boundary: named('b', deny()) }), 'with an explicit deny in a permissions boundary'],
    [
      ask(role(), { boundary: { ...named('b', deny()), arn: 'arn:aws:iam::1:policy/b' } }),
      'with an explicit deny in a permissions boundary: arn:aws:iam::1:policy/b',
    ],
    [ask(role(), { serviceControl: [[]] }), 'because no service control policy allows the sqs:sendmessage action'],
    [
      ask(role(), { serviceControl: [[{ ...named('o', deny()), arn: 'arn:o' }]] }),
      'with an explicit deny in a service control policy: arn:o',
    ],
    [ask(role(), { resourceControl: [[named('o', deny())]] }), 'with an explicit deny in a resource control policy'],
    [ask(service), 'because no resource-based policy allows the sqs:sendmessage action'],
  ])('is worded as AWS words it: %#', (decision, end) => {
    expect(denialText(role(), request, refusal(decision))).toBe(
      `User: ${role().arn} is not authorized to perform: sqs:sendmessage on resource: ${resource} ${end}`,
    );
  });

  it('hints at the statement that is missing', () => {
    expect(missingStatement(role(), request, refusal(ask(role())))).toBe(
      `Add to an identity-based policy of role r: {"Effect":"Allow","Action":"${action}","Resource":"${resource}"}`,
    );
    expect(missingStatement(service, request, refusal(ask(service)))).toContain(
      '"Principal":{"Service":"sns.amazonaws.com"}',
    );
  });
});
