import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetAccessKeyLastUsedCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  AssumeRoleCommand,
  type AssumeRoleRequest,
  type Credentials,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

let globe: TestGlobe;
let iam: IAMClient;
let sts: STSClient;
beforeAll(async () => {
  globe = await startTestGlobe();
  iam = globe.client(IAMClient);
  sts = globe.client(STSClient);
});
afterAll(() => globe.stop());

const statement = (more: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
const trusting = (AWS: string, Action: string | string[] = 'sts:AssumeRole', Condition?: object) =>
  statement({ Principal: { AWS }, Action, ...(Condition && { Condition }) });

async function makeRole(RoleName: string, AssumeRolePolicyDocument: string, action?: string): Promise<string> {
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  if (action !== undefined) {
    const PolicyDocument = statement({ Action: action, Resource: '*' });
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
  }
  return Role?.Arn ?? '';
}

const credentialsOf = (issued: Credentials | undefined) => ({
  accessKeyId: issued?.AccessKeyId ?? '',
  secretAccessKey: issued?.SecretAccessKey ?? '',
  sessionToken: issued?.SessionToken ?? '',
});

const assume = (RoleArn: string, more: Partial<AssumeRoleRequest> = {}, client = sts) =>
  client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session', ...more }));

describe('the caller', () => {
  it('is the root of account 000000000000 with the key test, and of another with its number as key', async () => {
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '000000000000',
      Arn: 'arn:aws:iam::000000000000:root',
      UserId: '000000000000',
    });
    const credentials = { accessKeyId: '123412341234', secretAccessKey: 'any' };
    const identity = await globe.client(STSClient, { credentials }).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe('arn:aws:iam::123412341234:root');
  });

  it('is refused with an issued form of key that nobody issued, or a wrong secret', async () => {
    const unknown = { accessKeyId: 'AKIAABCDEFGHIJKLMNOP', secretAccessKey: 'x' };
    const identify = (credentials: object) =>
      globe.client(STSClient, { credentials: credentials as typeof unknown }).send(new GetCallerIdentityCommand({}));
    await expect(identify(unknown)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    await iam.send(new CreateUserCommand({ UserName: 'eve' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'eve' }));
    await expect(identify({ accessKeyId: AccessKey?.AccessKeyId, secretAccessKey: 'wrong' })).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
  });

  it('keeps a user’s name through a session token', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'ada' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ada' }));
    const asAda = globe.client(STSClient, {
      credentials: { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' },
    });
    const { Credentials } = await asAda.send(new GetSessionTokenCommand({}));
    const session = globe.client(STSClient, { credentials: credentialsOf(Credentials) });
    const { Arn } = await session.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe('arn:aws:iam::000000000000:user/ada');
    const { Account } = await sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: Credentials?.AccessKeyId }));
    expect(Account).toBe('000000000000');
  });
});

describe('AssumeRole', () => {
  it('needs both policies between accounts', async () => {
    const roleArn = await makeRole('shared', trusting('111111111111'));
    const credentials = { accessKeyId: '111111111111', secretAccessKey: 'any' };
    const otherIam = globe.client(IAMClient, { credentials });
    await otherIam.send(new CreateUserCommand({ UserName: 'bob' }));
    const { AccessKey } = await otherIam.send(new CreateAccessKeyCommand({ UserName: 'bob' }));
    const asBob = globe.client(STSClient, {
      credentials: { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' },
    });
    await expect(assume(roleArn, {}, asBob)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::111111111111:user/bob is not authorized to perform: sts:AssumeRole on resource: ${roleArn} because no identity-based policy allows the sts:AssumeRole action`,
    });
    const PolicyDocument = statement({ Action: 'sts:AssumeRole', Resource: roleArn });
    await otherIam.send(new PutUserPolicyCommand({ UserName: 'bob', PolicyName: 'p', PolicyDocument }));
    expect((await assume(roleArn, {}, asBob)).AssumedRoleUser?.Arn).toBe(
      'arn:aws:sts::000000000000:assumed-role/shared/session',
    );
  });

  it('keeps a refusal for the person who looks for the missing statement', async () => {
    const roleArn = await makeRole('private', trusting('111111111111'));
    await iam.send(new CreateUserCommand({ UserName: 'mallory' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'mallory' }));
    const asMallory = globe.client(STSClient, {
      credentials: { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' },
    });
    await expect(assume(roleArn, {}, asMallory)).rejects.toMatchObject({ name: 'AccessDenied' });
    const { denials } = (await (await fetch(`${globe.endpoint}/_snowglobe/denials`)).json()) as { denials: object[] };
    expect(denials.filter((denial) => JSON.stringify(denial).includes(roleArn))).toEqual([
      expect.objectContaining({
        principal: expect.objectContaining({ userName: 'mallory' }),
        request: expect.objectContaining({ action: 'sts:AssumeRole', resource: roleArn }),
        hint: expect.stringContaining(`"Action":"sts:AssumeRole","Resource":"${roleArn}"`),
      }),
    ]);
  });

  it('refuses a role that is not there as one that may not be assumed', async () => {
    await expect(assume('arn:aws:iam::000000000000:role/none')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('is limited by the role’s longest session, and to an hour from role to role', async () => {
    const roleArn = await makeRole('hourly', trusting('000000000000'), 'sts:AssumeRole');
    await expect(assume(roleArn, { DurationSeconds: 7200 })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    });
    const { Credentials } = await assume(roleArn);
    const chained = globe.client(STSClient, { credentials: credentialsOf(Credentials) });
    await expect(assume(roleArn, { DurationSeconds: 7200 }, chained)).rejects.toMatchObject({
      message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    });
    await assume(roleArn, { DurationSeconds: 3600 }, chained);
  });

  it('gives a session no more than its session policy allows', async () => {
    const roleArn = await makeRole('narrowed', trusting('000000000000'), '*');
    const Policy = statement({ Action: 'iam:*', Resource: '*' });
    const { Credentials, PackedPolicySize } = await assume(roleArn, { Policy });
    expect(PackedPolicySize).toBeGreaterThan(0);
    const sqs = globe.client(SQSClient, { credentials: credentialsOf(Credentials) });
    await expect(sqs.send(new ListQueuesCommand({}))).rejects.toThrow(/because no session policy allows the sqs:/i);
    await expect(assume(roleArn, { Policy: '{' })).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  });

  it('carries session tags, when the trust policy lets sessions be tagged', async () => {
    const Tags = [{ Key: 'team', Value: 'snow' }];
    const untagged = await makeRole('untagged', trusting('000000000000'));
    await expect(assume(untagged, { Tags })).rejects.toThrow('sts:TagSession');
    const roleArn = await makeRole(
      'tagged',
      trusting('000000000000', ['sts:AssumeRole', 'sts:TagSession'], { StringLike: { 'aws:RequestTag/team': 's*' } }),
    );
    const PolicyDocument = statement({
      Action: 'sqs:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalTag/team': 'snow' } },
    });
    await iam.send(new PutRolePolicyCommand({ RoleName: 'tagged', PolicyName: 'p', PolicyDocument }));
    const { Credentials } = await assume(roleArn, { Tags });
    await globe.client(SQSClient, { credentials: credentialsOf(Credentials) }).send(new ListQueuesCommand({}));
    await expect(assume(roleArn, { Tags: [{ Key: 'team', Value: 'ice' }] })).rejects.toThrow('not authorized');
  });

  it('hands transitive tags on from role to role, and takes no others in their place', async () => {
    const both = ['sts:AssumeRole', 'sts:TagSession'];
    const first = await makeRole('first', trusting('000000000000', both), 'sts:*');
    const second = await makeRole('second', trusting('000000000000', both));
    const PolicyDocument = statement({
      Action: 'sqs:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalTag/team': 'snow' }, Null: { 'aws:PrincipalTag/own': 'true' } },
    });
    await iam.send(new PutRolePolicyCommand({ RoleName: 'second', PolicyName: 'p', PolicyDocument }));
    const Tags = [
      { Key: 'team', Value: 'snow' },
      { Key: 'own', Value: 'x' },
    ];
    const { Credentials } = await assume(first, { Tags, TransitiveTagKeys: ['team'] });
    const chained = globe.client(STSClient, { credentials: credentialsOf(Credentials) });
    const next = await assume(second, {}, chained);
    const sqs = globe.client(SQSClient, { credentials: credentialsOf(next.Credentials) });
    await sqs.send(new ListQueuesCommand({}));
    await expect(assume(second, { Tags: [{ Key: 'Team', Value: 'ice' }] }, chained)).rejects.toMatchObject({
      message: expect.stringContaining('conflicts with a transitive tag key'),
    });
  });

  it('keeps a source identity, which the trust policy must let be set', async () => {
    const plain = await makeRole('unsourced', trusting('000000000000'));
    await expect(assume(plain, { SourceIdentity: 'ada' })).rejects.toThrow('sts:SetSourceIdentity');
    const roleArn = await makeRole(
      'sourced',
      trusting('000000000000', ['sts:AssumeRole', 'sts:SetSourceIdentity']),
      'sts:*',
    );
    const { Credentials, SourceIdentity } = await assume(roleArn, { SourceIdentity: 'ada' });
    expect(SourceIdentity).toBe('ada');
    const chained = globe.client(STSClient, { credentials: credentialsOf(Credentials) });
    expect((await assume(roleArn, {}, chained)).SourceIdentity).toBe('ada');
  });
});

describe('GetFederationToken', () => {
  it('narrows a user’s permissions to what its policy allows too, and has a name of its own', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'broker' }));
    const PolicyDocument = statement({ Action: ['sqs:*', 'sts:GetFederationToken'], Resource: '*' });
    await iam.send(new PutUserPolicyCommand({ UserName: 'broker', PolicyName: 'p', PolicyDocument }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'broker' }));
    const asBroker = globe.client(STSClient, {
      credentials: { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' },
    });
    const federate = (Policy?: string) =>
      asBroker.send(new GetFederationTokenCommand({ Name: 'guest', ...(Policy !== undefined && { Policy }) }));
    const { Credentials, FederatedUser } = await federate(statement({ Action: '*', Resource: '*' }));
    expect(FederatedUser).toEqual({
      Arn: 'arn:aws:sts::000000000000:federated-user/guest',
      FederatedUserId: '000000000000:guest',
    });
    const credentials = credentialsOf(Credentials);
    await globe.client(SQSClient, { credentials }).send(new ListQueuesCommand({}));
    const create = new CreateUserCommand({ UserName: 'x' });
    await expect(globe.client(IAMClient, { credentials }).send(create)).rejects.toThrow(
      'User: arn:aws:sts::000000000000:federated-user/guest is not authorized to perform: iam:CreateUser',
    );
    const unnarrowed = credentialsOf((await federate()).Credentials);
    const list = globe.client(SQSClient, { credentials: unnarrowed }).send(new ListQueuesCommand({}));
    await expect(list).rejects.toThrow('because no session policy allows');
    const again = globe.client(STSClient, { credentials }).send(new GetFederationTokenCommand({ Name: 'again' }));
    await expect(again).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

it('IAM tells when a key and a role were last used', async () => {
  const roleArn = await makeRole('watched', trusting('000000000000'), '*');
  await iam.send(new CreateUserCommand({ UserName: 'seen' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'seen' }));
  const AccessKeyId = AccessKey?.AccessKeyId ?? '';
  const lastUse = () => iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
  expect((await lastUse()).AccessKeyLastUsed).toEqual({ ServiceName: 'N/A', Region: 'N/A' });
  const asSeen = globe.client(STSClient, {
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: AccessKey?.SecretAccessKey ?? '' },
  });
  await asSeen.send(new GetCallerIdentityCommand({}));
  expect(await lastUse()).toMatchObject({
    UserName: 'seen',
    AccessKeyLastUsed: { ServiceName: 'sts', Region: 'us-east-1', LastUsedDate: expect.any(Date) },
  });
  const { Credentials } = await assume(roleArn);
  await globe.client(SQSClient, { credentials: credentialsOf(Credentials) }).send(new ListQueuesCommand({}));
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'watched' }));
  expect(Role?.RoleLastUsed).toEqual({ LastUsedDate: expect.any(Date), Region: 'us-east-1' });
});
