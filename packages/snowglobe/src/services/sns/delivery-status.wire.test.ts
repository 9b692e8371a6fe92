import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SnsGlobe, startSns } from './sns-test-globe.ts';

let globe: SnsGlobe;
const RoleArn = 'arn:aws:iam::000000000000:role/feedback';

beforeAll(async () => {
  globe = await startSns();
  const iam = globe.client(IAMClient);
  const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const Principal = { Service: 'sns.amazonaws.com' };
  const AssumeRolePolicyDocument = policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
  await iam.send(new CreateRoleCommand({ RoleName: 'feedback', AssumeRolePolicyDocument }));
  const PolicyDocument = policy({ Effect: 'Allow', Action: 'logs:*', Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'feedback', PolicyName: 'logs', PolicyDocument }));
});

afterAll(() => globe.stop());

async function logged(logGroupName: string) {
  await globe.settle();
  const { events = [] } = await globe.client(CloudWatchLogsClient).send(new FilterLogEventsCommand({ logGroupName }));
  return events.map(({ message }) => JSON.parse(message ?? '') as Record<string, unknown>);
}

test('a topic logs what arrived and what did not', async () => {
  const topicArn = await globe.topic('watched', {
    SQSSuccessFeedbackRoleArn: RoleArn,
    SQSSuccessFeedbackSampleRate: '100',
    SQSFailureFeedbackRoleArn: RoleArn,
  });
  const [open, closed] = [await globe.queue('open'), await globe.queue('closed', { Policy: '' })];
  await globe.subscribe(topicArn, 'sqs', open.arn);
  await globe.subscribe(topicArn, 'sqs', closed.arn);
  const messageId = await globe.publish(topicArn, 'hello');
  const group = 'sns/us-east-1/000000000000/watched';
  const notification = { messageId, topicArn, timestamp: '2026-01-01 00:00:00.000' };
  expect(await logged(group)).toMatchObject([
    { notification, delivery: { destination: open.arn, statusCode: 200 }, status: 'SUCCESS' },
  ]);
  expect(await logged(`${group}/Failure`)).toMatchObject([
    { notification, delivery: { destination: closed.arn, attempts: 1 }, status: 'FAILURE' },
  ]);
});

test('a sample of none logs nothing, and wrong settings are refused', async () => {
  const TopicArn = await globe.topic('quiet', {
    SQSSuccessFeedbackRoleArn: RoleArn,
    SQSSuccessFeedbackSampleRate: '0',
  });
  const queue = await globe.queue('quiet');
  await globe.subscribe(TopicArn, 'sqs', queue.arn);
  await globe.publish(TopicArn, 'hush');
  expect(await globe.notified(queue)).toEqual(['hush']);
  await expect(logged('sns/us-east-1/000000000000/quiet')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const set = (AttributeName: string, AttributeValue: string) =>
    globe.sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
  await expect(set('SQSSuccessFeedbackSampleRate', '101')).rejects.toThrow('SQSSuccessFeedbackSampleRate');
  await expect(set('LambdaFailureFeedbackRoleArn', 'nobody')).rejects.toThrow('LambdaFailureFeedbackRoleArn');
});
