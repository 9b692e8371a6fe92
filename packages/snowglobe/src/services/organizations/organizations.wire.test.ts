import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  AcceptHandshakeCommand,
  AttachPolicyCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  DescribeCreateAccountStatusCommand,
  DetachPolicyCommand,
  EnablePolicyTypeCommand,
  InviteAccountToOrganizationCommand,
  ListAccountsCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  MoveAccountCommand,
  OrganizationsClient,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import { CreateQueueCommand, ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const member = '111111111111';
const asMember = { credentials: { accessKeyId: member, secretAccessKey: 'any' } };

let globe: TestGlobe;
let client: OrganizationsClient;
let rootId: string;
beforeEach(async () => {
  globe = await startTestGlobe();
  client = globe.client(OrganizationsClient);
  await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots } = await client.send(new ListRootsCommand({}));
  rootId = Roots?.[0]?.Id ?? '';
  await enable('SERVICE_CONTROL_POLICY');
  const invite = new InviteAccountToOrganizationCommand({ Target: { Id: member, Type: 'ACCOUNT' } });
  const { Handshake } = await client.send(invite);
  await globe.client(OrganizationsClient, asMember).send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
});
afterEach(() => globe.stop());

const enable = (PolicyType: PolicyType) => client.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType }));

async function attach(TargetId: string, statement: object, Type: PolicyType = 'SERVICE_CONTROL_POLICY') {
  const Content = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { Policy } = await client.send(
    new CreatePolicyCommand({
      Name: `p-${JSON.stringify(statement).length}-${TargetId}`,
      Description: '',
      Content,
      Type,
    }),
  );
  const PolicyId = Policy?.PolicySummary?.Id ?? '';
  await client.send(new AttachPolicyCommand({ PolicyId, TargetId }));
  return { PolicyId, arn: Policy?.PolicySummary?.Arn ?? '' };
}

const deny = (Action: string, more: object = {}) => ({ Effect: 'Deny', Action, Resource: '*', ...more });
const listQueues = () => globe.client(SQSClient, asMember).send(new ListQueuesCommand({}));

describe('service control policies', () => {
  it('deny what they name to every principal of a member, its root included, and name the policy', async () => {
    await listQueues();
    const { arn } = await attach(member, deny('sqs:*'));
    await expect(listQueues()).rejects.toMatchObject({
      message: `User: arn:aws:iam::${member}:root is not authorized to perform: sqs:listqueues on resource: * with an explicit deny in a service control policy: ${arn}`,
    });
    await globe.client(IAMClient, asMember).send(new ListRolesCommand({}));
  });

  it('do not bind the management account', async () => {
    await attach(rootId, deny('sqs:*'));
    await globe.client(SQSClient).send(new ListQueuesCommand({}));
    await expect(listQueues()).rejects.toThrow('service control policy');
  });

  it('must allow at every level: an account without FullAWSAccess may do what its own policy allows', async () => {
    const { PolicyId } = await attach(member, { Effect: 'Allow', Action: 'iam:*', Resource: '*' });
    await client.send(new DetachPolicyCommand({ PolicyId: 'p-FullAWSAccess', TargetId: member }));
    await expect(listQueues()).rejects.toThrow('because no service control policy allows the sqs:listqueues action');
    await globe.client(IAMClient, asMember).send(new ListRolesCommand({}));
    await expect(client.send(new DetachPolicyCommand({ PolicyId, TargetId: member }))).rejects.toMatchObject({
      name: 'ConstraintViolationException',
    });
  });

  it('hang on organizational units, and go with the account that is moved', async () => {
    const { OrganizationalUnit } = await client.send(
      new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: 'sandbox' }),
    );
    const unit = OrganizationalUnit?.Id ?? '';
    await attach(unit, deny('sqs:*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }));
    await listQueues();
    await client.send(new MoveAccountCommand({ AccountId: member, SourceParentId: rootId, DestinationParentId: unit }));
    await expect(listQueues()).rejects.toThrow('service control policy');
    await globe.client(SQSClient, { ...asMember, region: 'eu-west-1' }).send(new ListQueuesCommand({}));
  });
});

it('resource control policies guard a member’s resources from everyone', async () => {
  await enable('RESOURCE_CONTROL_POLICY');
  const sqs = globe.client(SQSClient, asMember);
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' }],
  });
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'open', Attributes: { Policy } }));
  const stranger = globe.client(SQSClient, {
    credentials: { accessKeyId: '222222222222', secretAccessKey: 'any' },
  });
  const send = () => stranger.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  await send();
  const condition = { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } };
  await attach(member, { ...deny('sqs:*'), Principal: '*', Condition: condition }, 'RESOURCE_CONTROL_POLICY');
  await expect(send()).rejects.toThrow('with an explicit deny in a resource control policy');
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
});

it('a new account is administered through its role', async () => {
  const { CreateAccountStatus } = await client.send(
    new CreateAccountCommand({ AccountName: 'dev', Email: 'dev@example.com' }),
  );
  expect(CreateAccountStatus?.State).toBe('IN_PROGRESS');
  const done = await client.send(
    new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: CreateAccountStatus?.Id }),
  );
  const account = done.CreateAccountStatus?.AccountId;
  const RoleArn = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
  await globe.client(STSClient).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'admin' }));
  const { Accounts } = await client.send(new ListAccountsCommand({}));
  expect(new Set(Accounts?.map(({ Id }) => Id))).toEqual(new Set(['000000000000', member, account]));
});

it('policies are listed by target, and targets by policy', async () => {
  const { PolicyId } = await attach(member, deny('kms:*'));
  const { Policies } = await client.send(
    new ListPoliciesForTargetCommand({ TargetId: member, Filter: 'SERVICE_CONTROL_POLICY' }),
  );
  expect(Policies?.map(({ Id }) => Id)).toEqual(expect.arrayContaining(['p-FullAWSAccess', PolicyId]));
  const { Targets } = await client.send(new ListTargetsForPolicyCommand({ PolicyId }));
  expect(Targets).toMatchObject([{ TargetId: member, Type: 'ACCOUNT' }]);
});

it('only the management account administers, and only well-formed policies are taken', async () => {
  const list = globe.client(OrganizationsClient, asMember).send(new ListAccountsCommand({}));
  await expect(list).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const policy = { Name: 'bad', Description: '', Content: '{}', Type: 'SERVICE_CONTROL_POLICY' } as const;
  await expect(client.send(new CreatePolicyCommand(policy))).rejects.toMatchObject({
    name: 'MalformedPolicyDocumentException',
  });
});
