import {
  ConfirmSubscriptionCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queueArnOf, type SnsGlobe, startSns } from './sns-test-globe.ts';

let globe: SnsGlobe;
beforeAll(async () => {
  globe = await startSns();
});
afterAll(() => globe.stop());

const attributesOf = async (SubscriptionArn: string) =>
  (await globe.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes ?? {};

const set = (SubscriptionArn: string, AttributeName: string, AttributeValue: string) =>
  globe.sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));

interface Mail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly body: string;
}

async function mailsTo(address: string): Promise<readonly Mail[]> {
  await globe.settle();
  const { messages } = (await (await fetch(`${globe.endpoint}/_aws/sns/outbox`)).json()) as { messages: Mail[] };
  return messages.filter((mail) => mail.to === address);
}

const linkIn = (text: string) => /http:\S+/.exec(text)?.[0] ?? '';

test('a subscription has the attributes that AWS gives it', async () => {
  const topicArn = await globe.topic('described');
  const arn = await globe.subscribe(topicArn, 'sqs', queueArnOf('described'));
  expect(arn).toMatch(/^arn:aws:sns:us-east-1:000000000000:described:[0-9a-f-]{36}$/);
  expect(await attributesOf(arn)).toEqual({
    SubscriptionArn: arn,
    TopicArn: topicArn,
    Owner: '000000000000',
    Protocol: 'sqs',
    Endpoint: queueArnOf('described'),
    SubscriptionPrincipal: 'arn:aws:iam::000000000000:root',
    PendingConfirmation: 'false',
    ConfirmationWasAuthenticated: 'true',
    RawMessageDelivery: 'false',
  });
  const { Subscriptions } = await globe.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }));
  const summary = { SubscriptionArn: arn, Owner: '000000000000', Protocol: 'sqs', TopicArn: topicArn };
  expect(Subscriptions).toEqual([{ ...summary, Endpoint: queueArnOf('described') }]);
  const all = await globe.sns.send(new ListSubscriptionsCommand({}));
  expect(all.Subscriptions).toContainEqual({ ...summary, Endpoint: queueArnOf('described') });
});

test('subscribing again gives the same subscription, unless it is asked to be different', async () => {
  const topicArn = await globe.topic('twice');
  const subscribe = (attributes: Record<string, string>) =>
    globe.subscribe(topicArn, 'sqs', queueArnOf('twice'), { Attributes: attributes });
  const arn = await subscribe({ RawMessageDelivery: 'true' });
  expect(await subscribe({ RawMessageDelivery: 'true' })).toBe(arn);
  await expect(subscribe({ RawMessageDelivery: 'false' })).rejects.toThrow(
    'Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
  );
});

test('endpoints and protocols are checked', async () => {
  const topicArn = await globe.topic('endpoints');
  const fails = (protocol: string, endpoint: string, text: string) =>
    expect(globe.subscribe(topicArn, protocol, endpoint)).rejects.toThrow(text);
  await fails('sqs', 'queue', 'Invalid parameter: SQS endpoint ARN');
  await fails('lambda', 'f', 'Invalid parameter: Lambda endpoint ARN');
  await fails('http', 'https://a.example', 'Invalid parameter: Endpoint must match the specified protocol');
  await fails('email', 'nobody', 'Invalid parameter: Email address');
  await fails('pigeon', 'x', 'Invalid parameter: Amazon SNS does not support this protocol string: pigeon');
  await fails('sms', '+441234', 'Protocol sms is not supported by this globe');
  await fails('application', 'arn:aws:sns:x', 'Protocol application is not supported by this globe');
  await fails('sqs', queueArnOf('q.fifo'), 'FIFO SQS Queues can not be subscribed to standard SNS topics');
});

test('attributes are checked, changed and taken away', async () => {
  const topicArn = await globe.topic('changed');
  const arn = await globe.subscribe(topicArn, 'sqs', queueArnOf('changed'));
  await expect(set(arn, 'Colour', 'red')).rejects.toThrow('Invalid parameter: AttributeName');
  await expect(set(arn, 'RawMessageDelivery', 'maybe')).rejects.toThrow('Invalid parameter: RawMessageDelivery');
  await expect(set(arn, 'DeliveryPolicy', '{}')).rejects.toThrow('Invalid parameter: DeliveryPolicy');
  await expect(set(arn, 'ReplayPolicy', '[]')).rejects.toThrow('ReplayPolicy: PointType must be Timestamp');
  await expect(set(arn, 'RedrivePolicy', '{"deadLetterTargetArn": "x"}')).rejects.toThrow(
    'RedrivePolicy: deadLetterTargetArn is an invalid arn',
  );
  await expect(set(arn, 'FilterPolicy', '{"a": {"b": ["x"]}}')).rejects.toThrow('does not support nested');
  await set(arn, 'FilterPolicyScope', 'MessageBody');
  await set(arn, 'FilterPolicy', '{"a": {"b": ["x"]}}');
  await expect(set(arn, 'FilterPolicyScope', 'MessageAttributes')).rejects.toThrow('does not support nested');
  expect(await attributesOf(arn)).toMatchObject({
    FilterPolicy: '{"a": {"b": ["x"]}}',
    FilterPolicyScope: 'MessageBody',
  });
  await set(arn, 'FilterPolicy', '{}');
  expect(await attributesOf(arn)).not.toHaveProperty('FilterPolicy');
  const missing = `${topicArn}:00000000-0000-0000-0000-000000000000`;
  await expect(attributesOf(missing)).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Subscription does not exist',
  });
  const refused = { Attributes: { FilterPolicy: '{"a": []}' } };
  await expect(globe.subscribe(topicArn, 'sqs', queueArnOf('other'), refused)).rejects.toThrow(
    'Invalid parameter: Attributes Reason: FilterPolicy: Empty arrays are not allowed',
  );
});

test('a filter policy keeps messages away', async () => {
  const topicArn = await globe.topic('filtered');
  const queue = await globe.queue('filtered');
  await globe.subscribe(topicArn, 'sqs', queue.arn, { Attributes: { FilterPolicy: '{"kind": ["order"]}' } });
  const kind = (StringValue: string) => ({ MessageAttributes: { kind: { DataType: 'String', StringValue } } });
  await globe.publish(topicArn, 'one', kind('order'));
  await globe.publish(topicArn, 'two', kind('invoice'));
  await globe.publish(topicArn, 'three');
  expect(await globe.notified(queue)).toEqual(['one']);
});

test('mail lies in the outbox once its address is confirmed', async () => {
  const topicArn = await globe.topic('mail', { DisplayName: 'News' });
  const subscribe = new SubscribeCommand({ TopicArn: topicArn, Protocol: 'email', Endpoint: 'a@b.example' });
  expect((await globe.sns.send(subscribe)).SubscriptionArn).toBe('pending confirmation');
  const { Subscriptions } = await globe.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }));
  expect(Subscriptions?.[0]?.SubscriptionArn).toBe('PendingConfirmation');
  await globe.publish(topicArn, 'too early');
  const [invitation, ...early] = await mailsTo('a@b.example');
  expect(early).toEqual([]);
  expect(invitation).toMatchObject({ from: '"News" <no-reply@sns.amazonaws.com>' });
  const confirmed = await fetch(linkIn(invitation?.body ?? ''));
  const { SubscriptionArn } = (await confirmed.json()) as { SubscriptionArn: string };
  expect(SubscriptionArn).toContain(topicArn);
  await globe.publish(topicArn, 'hello', { Subject: 'Greeting' });
  const [, greeting] = await mailsTo('a@b.example');
  expect(greeting).toMatchObject({ subject: 'Greeting', body: expect.stringMatching(/^hello\n/) });

  await fetch(linkIn(greeting?.body ?? ''));
  expect((await mailsTo('a@b.example')).at(-1)?.subject).toBe('AWS Notification - Unsubscribe Confirmation');
  await expect(attributesOf(SubscriptionArn)).rejects.toThrow('Subscription does not exist');
  const { Attributes } = await globe.sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
  expect(Attributes).toMatchObject({ SubscriptionsConfirmed: '0', SubscriptionsDeleted: '1' });
});

test('mail in JSON is the notification', async () => {
  const topicArn = await globe.topic('mail-json');
  await globe.subscribe(topicArn, 'email-json', 'json@b.example');
  const [invitation] = await mailsTo('json@b.example');
  const { Token, Type } = JSON.parse(invitation?.body ?? '{}') as Record<string, string>;
  expect(Type).toBe('SubscriptionConfirmation');
  await globe.sns.send(new ConfirmSubscriptionCommand({ TopicArn: topicArn, Token }));
  await globe.publish(topicArn, 'hello');
  const [, mail] = await mailsTo('json@b.example');
  expect(JSON.parse(mail?.body ?? '')).toMatchObject({ Type: 'Notification', Message: 'hello' });
});

test('a confirmation that asks for it makes unsubscribing a matter of the owner', async () => {
  const topicArn = await globe.topic('kept');
  const arn = await globe.subscribe(topicArn, 'email', 'kept@b.example');
  const [invitation] = await mailsTo('kept@b.example');
  const link = new URL(linkIn(invitation?.body ?? ''));
  const Token = link.searchParams.get('Token') ?? '';
  await expect(
    globe.sns.send(new ConfirmSubscriptionCommand({ TopicArn: topicArn, Token: 'wrong' })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException', message: 'Invalid parameter: Token' });
  const confirm = { TopicArn: topicArn, Token, AuthenticateOnUnsubscribe: 'true' };
  await globe.sns.send(new ConfirmSubscriptionCommand(confirm));
  expect(await attributesOf(arn)).toMatchObject({ ConfirmationWasAuthenticated: 'true' });
  const refused = await fetch(`${globe.endpoint}/_aws/sns/?Action=Unsubscribe&SubscriptionArn=${arn}`);
  expect(refused.status).toBe(403);
  await globe.sns.send(new UnsubscribeCommand({ SubscriptionArn: arn }));
  await expect(attributesOf(arn)).rejects.toThrow('Subscription does not exist');
});

test('a subscription that nobody confirms is gone after two days', async () => {
  const topicArn = await globe.topic('ignored');
  const arn = await globe.subscribe(topicArn, 'email', 'ignored@b.example');
  await globe.settle();
  await globe.advance(48 * 3_600_000 - 1);
  expect(await attributesOf(arn)).toMatchObject({ PendingConfirmation: 'true' });
  await globe.advance(1);
  await globe.settle();
  await expect(attributesOf(arn)).rejects.toThrow('Subscription does not exist');
});

test("a queue of another account is asked for its owner's confirmation", async () => {
  const topicArn = await globe.topic('foreign');
  const other = { credentials: { accessKeyId: '111111111111', secretAccessKey: 'test' } };
  const arn = await globe.subscribe(topicArn, 'sqs', 'arn:aws:sqs:us-east-1:111111111111:foreign');
  expect(await attributesOf(arn)).toMatchObject({ PendingConfirmation: 'true' });
  const foreigner = globe.client(SNSClient, other);
  await expect(foreigner.send(new PublishCommand({ TopicArn: topicArn, Message: 'x' }))).rejects.toMatchObject({
    name: 'AuthorizationErrorException',
  });
});
