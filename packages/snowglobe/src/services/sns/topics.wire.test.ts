import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  RemovePermissionCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SnsGlobe, startSns } from './sns-test-globe.ts';

let globe: SnsGlobe;
beforeAll(async () => {
  globe = await startSns();
});
afterAll(() => globe.stop());

const attributesOf = async (TopicArn: string) =>
  (await globe.sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes ?? {};

test('a topic has the attributes that AWS gives it', async () => {
  const arn = await globe.topic('plain', { DisplayName: 'Plain' });
  expect(arn).toBe('arn:aws:sns:us-east-1:000000000000:plain');
  const attributes = await attributesOf(arn);
  expect(attributes).toMatchObject({
    TopicArn: arn,
    Owner: '000000000000',
    DisplayName: 'Plain',
    SubscriptionsConfirmed: '0',
    SubscriptionsPending: '0',
    SubscriptionsDeleted: '0',
  });
  expect(JSON.parse(attributes.EffectiveDeliveryPolicy ?? '')).toMatchObject({
    http: { defaultHealthyRetryPolicy: { minDelayTarget: 20, maxDelayTarget: 20, numRetries: 3 } },
  });
  expect(JSON.parse(attributes.Policy ?? '').Statement[0].Resource).toBe(arn);
  expect(attributes).not.toHaveProperty('FifoTopic');
});

test('creating a topic again gives the same one, unless it is asked to be different', async () => {
  const Tags = [{ Key: 'team', Value: 'a' }];
  const create = (more: object) => globe.sns.send(new CreateTopicCommand({ Name: 'again', ...more }));
  const { TopicArn } = await create({ Attributes: { DisplayName: 'A' }, Tags });
  expect((await create({})).TopicArn).toBe(TopicArn);
  expect((await create({ Attributes: { DisplayName: 'A' }, Tags })).TopicArn).toBe(TopicArn);
  await expect(create({ Attributes: { DisplayName: 'B' } })).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Invalid parameter: Attributes Reason: Topic already exists with different attributes',
  });
  await expect(create({ Tags: [{ Key: 'team', Value: 'b' }] })).rejects.toMatchObject({
    message: 'Invalid parameter: Tags Reason: Topic already exists with different tags',
  });
});

test('names and attributes are checked', async () => {
  await expect(globe.topic('a b')).rejects.toMatchObject({ message: 'Invalid parameter: Topic Name' });
  await expect(globe.topic('x', { FifoTopic: 'true' })).rejects.toMatchObject({
    message: expect.stringMatching(/^Invalid parameter: Fifo Topic names must end with \.fifo/),
  });
  await expect(globe.topic('x', { Colour: 'red' })).rejects.toMatchObject({
    message: 'Invalid parameter: Attributes Reason: Unknown attribute Colour',
  });
  const TopicArn = await globe.topic('checked');
  const set = (AttributeName: string, AttributeValue: string) =>
    globe.sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
  await expect(set('Colour', 'red')).rejects.toMatchObject({ message: 'Invalid parameter: AttributeName' });
  await expect(set('SignatureVersion', '3')).rejects.toMatchObject({ message: 'Invalid parameter: SignatureVersion' });
  await expect(set('ContentBasedDeduplication', 'true')).rejects.toThrow('ContentBasedDeduplication');
  await expect(set('ArchivePolicy', '{}')).rejects.toThrow('Invalid parameter: ArchivePolicy');
  await expect(set('DataProtectionPolicy', '{}')).rejects.toThrow(
    'DataProtectionPolicy is not supported by this globe',
  );
  await expect(
    set('Policy', '{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:*"}]}'),
  ).rejects.toThrow('Invalid parameter: Policy statement action out of service scope!');
  await expect(set('DeliveryPolicy', '{"http": {"defaultHealthyRetryPolicy": {"numRetries": 101}}}')).rejects.toThrow(
    'numRetries must be an integer between 0 and 100',
  );
  await set('KmsMasterKeyId', 'alias/aws/sns');
  expect(await attributesOf(TopicArn)).toMatchObject({ KmsMasterKeyId: 'alias/aws/sns' });
});

test('a topic that is not there', async () => {
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:nowhere';
  await expect(attributesOf(TopicArn)).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Topic does not exist',
  });
  await expect(globe.publish('nowhere', 'x')).rejects.toMatchObject({
    message: 'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
  });
  await globe.sns.send(new DeleteTopicCommand({ TopicArn }));
});

test('topics are listed a hundred at a time', async () => {
  const region = { region: 'eu-west-1' };
  const sns = globe.client(SNSClient, region);
  for (let i = 0; i < 101; i += 1) await sns.send(new CreateTopicCommand({ Name: `t${i}` }));
  const first = await sns.send(new ListTopicsCommand({}));
  const second = await sns.send(new ListTopicsCommand({ NextToken: first.NextToken }));
  expect([first.Topics?.length, second.Topics?.length, second.NextToken]).toEqual([100, 1, undefined]);
});

test('tags are added and taken away', async () => {
  const ResourceArn = await globe.topic('tagged');
  const tags = async () => (await globe.sns.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;
  await globe.sns.send(
    new TagResourceCommand({
      ResourceArn,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    }),
  );
  await globe.sns.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['a', 'c'] }));
  expect(await tags()).toEqual([{ Key: 'b', Value: '2' }]);
});

test('permissions are statements of the policy', async () => {
  const TopicArn = await globe.topic('permitted');
  const permission = { TopicArn, Label: 'friend', AWSAccountId: ['111111111111'], ActionName: ['Publish'] };
  const friend = globe.client(SNSClient, { credentials: { accessKeyId: '111111111111', secretAccessKey: 'test' } });
  const publish = () => friend.send(new PublishCommand({ TopicArn, Message: 'hello' }));
  await expect(publish()).rejects.toMatchObject({ name: 'AuthorizationErrorException' });
  await globe.sns.send(new AddPermissionCommand(permission));
  await expect(globe.sns.send(new AddPermissionCommand(permission))).rejects.toThrow('Statement already exists');
  await publish();
  await globe.sns.send(new RemovePermissionCommand({ TopicArn, Label: 'friend' }));
  await expect(publish()).rejects.toMatchObject({ name: 'AuthorizationErrorException' });
});

test('a role may do what it is allowed to only', async () => {
  const TopicArn = await globe.topic('guarded');
  const principal = { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' };
  const iam = globe.client(IAMClient);
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [principal] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'publisher', AssumeRolePolicyDocument }));
  const allowed = { Effect: 'Allow', Action: 'sns:Publish', Resource: TopicArn };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [allowed] });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'publisher', PolicyName: 'p', PolicyDocument }));
  const assume = new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'session' });
  const { Credentials } = await globe.client(STSClient).send(assume);
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const sns = globe.client(SNSClient, {
    credentials,
    systemClockOffset: globe.globe.clock.now() - new Date().getTime(),
  });
  await sns.send(new PublishCommand({ TopicArn, Message: 'hello' }));
  const subscribe = new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'a@b.example' });
  await expect(sns.send(subscribe)).rejects.toMatchObject({
    name: 'AuthorizationErrorException',
    message: expect.stringMatching(/not authorized to perform: sns:Subscribe/i),
  });
});

test('messages are checked', async () => {
  const arn = await globe.topic('strict');
  const fails = (message: string, more: object, text: string) =>
    expect(globe.publish(arn, message, more)).rejects.toThrow(text);
  await fails('', {}, 'Invalid parameter: Empty message');
  await fails('x'.repeat(262_145), {}, 'Invalid parameter: Message too long');
  await fails('x', { Subject: 'a\nb' }, 'Invalid parameter: Subject');
  await fails('x', { Subject: 'a'.repeat(101) }, 'Invalid parameter: Subject');
  await fails('x', { MessageDeduplicationId: 'd' }, 'MessageDeduplicationId');
  await fails('x', { TopicArn: undefined, PhoneNumber: '+441234' }, 'PhoneNumber is not supported by this globe');
  const attribute = (DataType: string, StringValue?: string) => ({
    MessageAttributes: { a: { DataType, StringValue } },
  });
  await fails('x', attribute('Text', 'v'), "'a' has an invalid message attribute type");
  await fails('x', attribute('String'), 'must contain non-empty message attribute value');
  await fails('x', attribute('Number', 'v'), "'a' value to number");
  await fails('x', attribute('String.Array', '{}'), 'String.Array');
});

test('a larger message goes to a topic that allows it', async () => {
  const arn = await globe.topic('large', { MaximumMessageSize: '1048576' });
  const queue = await globe.queue('large');
  await globe.subscribe(arn, 'sqs', queue.arn, { Attributes: { RawMessageDelivery: 'true' } });
  await globe.publish(arn, 'x'.repeat(500_000));
  expect((await globe.received(queue))[0]?.Body).toHaveLength(500_000);
});

test('a batch succeeds and fails entry by entry', async () => {
  const TopicArn = await globe.topic('batch');
  const queue = await globe.queue('batch');
  await globe.subscribe(TopicArn, 'sqs', queue.arn);
  const batch = (entries: object[]) =>
    globe.sns.send(
      new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: entries as { Id: string; Message: string }[] }),
    );
  const answer = await batch([
    { Id: 'a', Message: 'one' },
    { Id: 'b', Message: 'two', Subject: '' },
  ]);
  expect(answer.Successful).toEqual([{ Id: 'a', MessageId: expect.any(String) }]);
  expect(answer.Failed).toEqual([
    { Id: 'b', SenderFault: true, Code: 'InvalidParameter', Message: 'Invalid parameter: Subject' },
  ]);
  expect(await globe.notified(queue)).toEqual(['one']);
  const entry = (Id: string) => ({ Id, Message: 'x' });
  await expect(batch([entry('a'), entry('a')])).rejects.toMatchObject({ name: 'BatchEntryIdsNotDistinctException' });
  await expect(batch([entry('?')])).rejects.toMatchObject({ name: 'InvalidBatchEntryIdException' });
  await expect(batch([])).rejects.toMatchObject({ name: 'EmptyBatchRequestException' });
  await expect(batch([...'abcdefghijk'].map(entry))).rejects.toMatchObject({
    name: 'TooManyEntriesInBatchRequestException',
  });
  const long = { Message: 'x'.repeat(200_000) };
  await expect(
    batch([
      { Id: 'a', ...long },
      { Id: 'b', ...long },
    ]),
  ).rejects.toMatchObject({
    name: 'BatchRequestTooLongException',
  });
});

test('a deleted topic is gone with its subscriptions', async () => {
  const TopicArn = await globe.topic('short');
  const arn = await globe.subscribe(TopicArn, 'sqs', (await globe.queue('short')).arn);
  await globe.sns.send(new DeleteTopicCommand({ TopicArn }));
  await expect(globe.publish(TopicArn, 'x')).rejects.toThrow('Topic does not exist');
  await globe.topic('short');
  expect((await attributesOf(TopicArn)).SubscriptionsConfirmed).toBe('0');
  expect(arn).toContain(TopicArn);
});
