import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListGroupsCommand,
  ListPoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

let globe: TestGlobe;
let stacks: CloudFormationClient;
let iam: IAMClient;
beforeAll(async () => {
  globe = await startTestGlobe();
  stacks = globe.client(CloudFormationClient);
  iam = globe.client(IAMClient);
});
afterAll(() => globe.stop());

const ref = (name: string) => ({ Ref: name });
const att = (name: string, attribute: string) => ({ 'Fn::GetAtt': [name, attribute] });
const allowing = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;

const template = (action: string, role: object) => ({
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
        ...role,
      },
    },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyName: 'default', PolicyDocument: allowing(action), Roles: [ref('Role')] },
    },
    Managed: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { PolicyDocument: allowing(action), Roles: [ref('Role')], Groups: [ref('Group')] },
    },
    Group: { Type: 'AWS::IAM::Group' },
    User: { Type: 'AWS::IAM::User', Properties: { Groups: [ref('Group')] } },
    Key: { Type: 'AWS::IAM::AccessKey', Properties: { UserName: ref('User') } },
    Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [ref('Role')] } },
  },
  Outputs: {
    RoleName: { Value: ref('Role') },
    RoleArn: { Value: att('Role', 'Arn') },
    ManagedArn: { Value: ref('Managed') },
    KeyId: { Value: ref('Key') },
    Secret: { Value: att('Key', 'SecretAccessKey') },
  },
});

async function outputs(StackName: string, wanted: string): Promise<Record<string, string>> {
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName }));
  if (Stacks?.[0]?.StackStatus !== wanted) {
    const { StackEvents } = await stacks.send(new DescribeStackEventsCommand({ StackName }));
    throw new Error(StackEvents?.map((event) => event.ResourceStatusReason).join('\n'));
  }
  return Object.fromEntries(Stacks[0].Outputs?.map((each) => [each.OutputKey, each.OutputValue]) ?? []);
}

it('roles, policies, users and groups of a template come, change and go', async () => {
  const StackName = 'identities';
  const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
  const first = template('sqs:SendMessage', {
    ManagedPolicyArns: [managed('service-role/AWSLambdaBasicExecutionRole')],
    Policies: [{ PolicyName: 'own', PolicyDocument: allowing('s3:GetObject') }],
  });
  await stacks.send(new CreateStackCommand({ StackName, Capabilities, TemplateBody: JSON.stringify(first) }));
  const created = await outputs(StackName, 'CREATE_COMPLETE');
  const RoleName = created.RoleName;
  const inline = async () => (await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames;
  const attached = async () =>
    (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies?.map((each) => each.PolicyArn);
  expect(RoleName).toMatch(/^identities-Role-/);
  expect(created.KeyId).toMatch(/^AKIA/);
  expect(await inline()).toEqual(['default', 'own']);
  expect(await attached()).toHaveLength(2);

  const second = template('sqs:ReceiveMessage', {
    ManagedPolicyArns: [managed('AWSXRayDaemonWriteAccess')],
    Description: 'changed',
  });
  await stacks.send(new UpdateStackCommand({ StackName, Capabilities, TemplateBody: JSON.stringify(second) }));
  const updated = await outputs(StackName, 'UPDATE_COMPLETE');
  expect(updated.RoleName).toBe(RoleName);
  expect(await inline()).toEqual(['default']);
  expect(new Set(await attached())).toEqual(new Set([updated.ManagedArn, managed('AWSXRayDaemonWriteAccess')]));
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  expect(Role?.Description).toBe('changed');
  const { PolicyVersion } = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn: updated.ManagedArn, VersionId: 'v2' }),
  );
  expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toContain('sqs:ReceiveMessage');

  await stacks.send(new DeleteStackCommand({ StackName }));
  await globe.settle();
  expect((await iam.send(new ListRolesCommand({}))).Roles).toEqual([]);
  expect((await iam.send(new ListUsersCommand({}))).Users).toEqual([]);
  expect((await iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies).toEqual([]);
});

it('a role, user or group whose policy cannot be attached is gone with the stack that failed', async () => {
  const StackName = 'half-made';
  const ManagedPolicyArns = [managed('NoSuchPolicy')];
  const { Role } = template('sqs:SendMessage', { RoleName: 'half', ManagedPolicyArns }).Resources;
  const Resources = {
    Role,
    User: { Type: 'AWS::IAM::User', Properties: { UserName: 'half', ManagedPolicyArns } },
    Group: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'half', ManagedPolicyArns } },
  };
  const TemplateBody = JSON.stringify({ Resources });
  await stacks.send(new CreateStackCommand({ StackName, Capabilities: ['CAPABILITY_NAMED_IAM'], TemplateBody }));
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName }));
  expect(Stacks?.[0]?.StackStatus).toBe('ROLLBACK_COMPLETE');
  expect((await iam.send(new ListRolesCommand({}))).Roles).toEqual([]);
  expect((await iam.send(new ListUsersCommand({}))).Users).toEqual([]);
  expect((await iam.send(new ListGroupsCommand({}))).Groups).toEqual([]);
});

it('policies of AWS that the CDK bootstrap template attaches are there', async () => {
  for (const name of ['AdministratorAccess', 'AWSCloudFormationReadOnlyAccess', 'ReadOnlyAccess']) {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: managed(name) }));
    expect(Policy?.PolicyName).toBe(name);
  }
});

it('service-linked roles and OpenID Connect providers come, change and go', async () => {
  const body = (clients: readonly string[]) =>
    JSON.stringify({
      Resources: {
        Linked: { Type: 'AWS::IAM::ServiceLinkedRole', Properties: { AWSServiceName: 'ecs.amazonaws.com' } },
        Provider: {
          Type: 'AWS::IAM::OIDCProvider',
          Properties: { Url: 'https://token.example.com', ClientIdList: clients },
        },
      },
      Outputs: { Linked: { Value: att('Linked', 'RoleName') }, Provider: { Value: att('Provider', 'Arn') } },
    });
  await stacks.send(new CreateStackCommand({ StackName: 'identities', TemplateBody: body(['a']) }));
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName: 'identities' }));
  const outputs = Object.fromEntries((Stacks?.[0]?.Outputs ?? []).map((each) => [each.OutputKey, each.OutputValue]));
  expect(outputs).toEqual({
    Linked: 'AWSServiceRoleForECS',
    Provider: 'arn:aws:iam::000000000000:oidc-provider/token.example.com',
  });
  await stacks.send(new UpdateStackCommand({ StackName: 'identities', TemplateBody: body(['b']) }));
  await globe.settle();
  const named = { OpenIDConnectProviderArn: outputs.Provider };
  expect((await iam.send(new GetOpenIDConnectProviderCommand(named))).ClientIDList).toEqual(['b']);
  await stacks.send(new DeleteStackCommand({ StackName: 'identities' }));
  await globe.settle();
  await expect(iam.send(new GetOpenIDConnectProviderCommand(named))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  });
  await expect(iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForECS' }))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  });
});
