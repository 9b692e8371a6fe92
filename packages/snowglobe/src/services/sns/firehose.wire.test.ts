import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FirehoseGlobe, startFirehose } from '../firehose/firehose-test-globe.ts';

let globe: FirehoseGlobe;

beforeAll(async () => {
  globe = await startFirehose();
});

afterAll(() => globe.stop());

test('a delivery stream gets notifications in the name of the role of its subscription', async () => {
  await globe.create('events');
  const iam = globe.client(IAMClient);
  const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const Principal = { Service: 'sns.amazonaws.com' };
  const AssumeRolePolicyDocument = policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
  await iam.send(new CreateRoleCommand({ RoleName: 'writer', AssumeRolePolicyDocument }));
  const PolicyDocument = policy({ Effect: 'Allow', Action: 'firehose:*', Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'writer', PolicyName: 'put', PolicyDocument }));

  const sns = globe.client(SNSClient);
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'news' }));
  await sns.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: 'firehose',
      Endpoint: 'arn:aws:firehose:us-east-1:000000000000:deliverystream/events',
      Attributes: { SubscriptionRoleArn: 'arn:aws:iam::000000000000:role/writer' },
    }),
  );
  await sns.send(new PublishCommand({ TopicArn, Message: 'hello' }));
  await globe.pass(300);
  const [key] = await globe.keys();
  const text = new TextDecoder().decode(await globe.body(key));
  expect(JSON.parse(text)).toMatchObject({ Type: 'Notification', TopicArn, Message: 'hello' });
});
