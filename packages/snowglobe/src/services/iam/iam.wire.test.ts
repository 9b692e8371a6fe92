import {
  AddClientIDToOpenIDConnectProviderCommand,
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteOpenIDConnectProviderCommand,
  DeleteRoleCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

let globe: TestGlobe;
let iam: IAMClient;
beforeAll(async () => {
  globe = await startTestGlobe({ clock: 'held' });
  iam = globe.client(IAMClient);
});
afterAll(() => globe.stop());

const trust = (principal: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  });
const allow = (action: string, resource = '*') =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] });

async function makeRole(RoleName: string, principal: object = { Service: 'lambda.amazonaws.com' }) {
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(principal) }));
}

describe('a role', () => {
  it('is made with an id and an ARN, and its trust policy comes back percent-encoded', async () => {
    await makeRole('worker');
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'worker' }));
    expect(Role).toMatchObject({ Arn: 'arn:aws:iam::000000000000:role/worker', Path: '/', MaxSessionDuration: 3600 });
    expect(Role?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(trust({ Service: 'lambda.amazonaws.com' }));
  });

  it('cannot have the name of another, whatever the case', async () => {
    await makeRole('Twice');
    await expect(makeRole('twice')).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Role with name twice already exists.',
    });
  });

  it('is refused when its trust policy is no policy or names nobody who exists', async () => {
    const create = (text: string) =>
      iam.send(new CreateRoleCommand({ RoleName: 'broken', AssumeRolePolicyDocument: text }));
    await expect(create('{')).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: 'This policy contains invalid Json',
    });
    await expect(create(trust({ AWS: 'arn:aws:iam::000000000000:role/nobody' }))).rejects.toMatchObject({
      message: 'Invalid principal in policy: "AWS":"arn:aws:iam::000000000000:role/nobody"',
    });
  });

  it('holds inline and attached policies, which keep it from being deleted', async () => {
    await makeRole('holder');
    const RoleName = 'holder';
    const policy = { RoleName, PolicyName: 'inline', PolicyDocument: allow('sqs:*') };
    await iam.send(new PutRolePolicyCommand(policy));
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies).toEqual([{ PolicyArn, PolicyName: 'AWSLambdaBasicExecutionRole' }]);
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'inline' }));
    expect(decodeURIComponent(PolicyDocument ?? '')).toBe(allow('sqs:*'));
    await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must detach all policies first.',
    });
  });

  it('is not given an AWS managed policy that nobody knows', async () => {
    await makeRole('hopeful');
    const PolicyArn = 'arn:aws:iam::aws:policy/NoSuchThing';
    await expect(iam.send(new AttachRolePolicyCommand({ RoleName: 'hopeful', PolicyArn }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${PolicyArn} does not exist or is not attachable.`,
    });
  });

  it('is listed in pages', async () => {
    for (const name of ['page-a', 'page-b', 'page-c']) {
      const AssumeRolePolicyDocument = trust({ AWS: '000000000000' });
      await iam.send(new CreateRoleCommand({ RoleName: name, Path: '/pages/', AssumeRolePolicyDocument }));
    }
    const first = await iam.send(new ListRolesCommand({ PathPrefix: '/pages/', MaxItems: 2 }));
    expect(first.Roles?.map(({ RoleName }) => RoleName)).toEqual(['page-a', 'page-b']);
    const second = await iam.send(new ListRolesCommand({ PathPrefix: '/pages/', Marker: first.Marker }));
    expect(second.Roles?.map(({ RoleName }) => RoleName)).toEqual(['page-c']);
    expect(second.IsTruncated).toBe(false);
  });
});

describe('a session of a role', () => {
  it('acts as the role and may do what its policies allow', async () => {
    await makeRole('actor', { AWS: 'arn:aws:iam::000000000000:root' });
    await iam.send(
      new PutRolePolicyCommand({ RoleName: 'actor', PolicyName: 'p', PolicyDocument: allow('iam:GetRole') }),
    );
    const sts = globe.client(STSClient);
    const RoleArn = 'arn:aws:iam::000000000000:role/actor';
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'night' }));
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const session = globe.client(STSClient, { credentials });
    const identity = await session.send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe('arn:aws:sts::000000000000:assumed-role/actor/night');
    const asActor = globe.client(IAMClient, { credentials });
    await asActor.send(new GetRoleCommand({ RoleName: 'actor' }));
    await expect(asActor.send(new DeleteRoleCommand({ RoleName: 'actor' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:sts::000000000000:assumed-role/actor/night is not authorized to perform: iam:DeleteRole on resource: arn:aws:iam::000000000000:role/actor because no identity-based policy allows the iam:DeleteRole action',
    });
  });

  it('needs the external id that the trust policy asks for', async () => {
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': 'secret' } },
        },
      ],
    });
    await iam.send(new CreateRoleCommand({ RoleName: 'external', AssumeRolePolicyDocument }));
    const sts = globe.client(STSClient);
    const assume = (ExternalId?: string) =>
      sts.send(
        new AssumeRoleCommand({
          RoleArn: 'arn:aws:iam::000000000000:role/external',
          RoleSessionName: 'night',
          ...(ExternalId && { ExternalId }),
        }),
      );
    await expect(assume()).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:iam::000000000000:root is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::000000000000:role/external',
    });
    expect((await assume('secret')).AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA[A-Z2-7]{17}:night$/);
  });

  it('ends when its time is over', async () => {
    const own = await startTestGlobe({ clock: 'held' });
    const AssumeRolePolicyDocument = trust({ AWS: '000000000000' });
    await own.client(IAMClient).send(new CreateRoleCommand({ RoleName: 'brief', AssumeRolePolicyDocument }));
    const RoleArn = 'arn:aws:iam::000000000000:role/brief';
    const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'night', DurationSeconds: 900 });
    const { Credentials } = await own.client(STSClient).send(assume);
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    await own.advance(900_000);
    const late = own.client(STSClient, { credentials }).send(new GetCallerIdentityCommand({}));
    await expect(late).rejects.toMatchObject({ name: expect.stringMatching(/Expired/) });
    await own.stop();
  });
});

describe('a user', () => {
  it('signs with an access key and is denied what an explicit deny forbids', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'ada' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ada' }));
    expect(AccessKey?.AccessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 'iam:List*', Resource: '*' },
      ],
    });
    await iam.send(new PutUserPolicyCommand({ UserName: 'ada', PolicyName: 'p', PolicyDocument }));
    const asAda = globe.client(IAMClient, {
      credentials: {
        accessKeyId: AccessKey?.AccessKeyId ?? '',
        secretAccessKey: AccessKey?.SecretAccessKey ?? '',
      },
    });
    await asAda.send(new GetRoleCommand({ RoleName: 'worker' }));
    await expect(asAda.send(new ListRolesCommand({}))).rejects.toMatchObject({
      message:
        'User: arn:aws:iam::000000000000:user/ada is not authorized to perform: iam:ListRoles on resource: * with an explicit deny in an identity-based policy',
    });
  });
});

describe('OpenID Connect providers', () => {
  it('are made, changed and listed', async () => {
    const made = await iam.send(
      new CreateOpenIDConnectProviderCommand({ Url: 'https://id.example.com/realm', ClientIDList: ['one'] }),
    );
    const { OpenIDConnectProviderArn } = made;
    expect(OpenIDConnectProviderArn).toBe('arn:aws:iam::000000000000:oidc-provider/id.example.com/realm');
    const named = { OpenIDConnectProviderArn };
    await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...named, ClientID: 'two' }));
    await iam.send(new UpdateOpenIDConnectProviderThumbprintCommand({ ...named, ThumbprintList: ['a'.repeat(40)] }));
    expect(await iam.send(new GetOpenIDConnectProviderCommand(named))).toMatchObject({
      Url: 'id.example.com/realm',
      ClientIDList: ['one', 'two'],
      ThumbprintList: ['a'.repeat(40)],
    });
    const again = new CreateOpenIDConnectProviderCommand({ Url: 'https://id.example.com/realm' });
    await expect(iam.send(again)).rejects.toMatchObject({ name: 'EntityAlreadyExistsException' });
    const plain = new CreateOpenIDConnectProviderCommand({ Url: 'http://id.example.com' });
    await expect(iam.send(plain)).rejects.toMatchObject({ message: 'Invalid Open ID Connect Provider URL' });
    const { OpenIDConnectProviderList } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
    expect(OpenIDConnectProviderList).toContainEqual({ Arn: OpenIDConnectProviderArn });
    await iam.send(new DeleteOpenIDConnectProviderCommand(named));
    await expect(iam.send(new GetOpenIDConnectProviderCommand(named))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
  });
});
