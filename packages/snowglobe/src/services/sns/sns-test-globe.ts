import {
  CreateTopicCommand,
  PublishCommand,
  type PublishInput,
  SNSClient,
  SubscribeCommand,
  type SubscribeInput,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SnowglobeOptions } from '../../snowglobe.ts';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

export interface TestQueue {
  readonly url: string;
  readonly arn: string;
}

/** A globe with a held clock, and short words for what the tests do most. */
export interface SnsGlobe extends TestGlobe {
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  /** Creates a topic and returns its ARN. */
  topic(name: string, attributes?: Record<string, string>): Promise<string>;
  /** Creates a queue to which SNS may send. */
  queue(name: string, attributes?: Record<string, string>): Promise<TestQueue>;
  /** Subscribes and returns the subscription's ARN. */
  subscribe(topicArn: string, protocol: string, endpoint: string, more?: Partial<SubscribeInput>): Promise<string>;
  publish(topicArn: string, message: string, more?: Partial<PublishInput>): Promise<string>;
  /** What lies in a queue, once everything has arrived. */
  received(queue: TestQueue): Promise<readonly Message[]>;
  /** The texts of the notifications that lie in a queue. */
  notified(queue: TestQueue): Promise<readonly string[]>;
}

export const queueArnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

/** Allows topics to send, from one topic only when it is named. */
export const queuePolicy = (queueArn: string, topicArn = '*') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnLike: { 'aws:SourceArn': topicArn } },
      },
    ],
  });

export async function startSns(options: SnowglobeOptions = {}): Promise<SnsGlobe> {
  const globe = await startTestGlobe({ clock: 'held', startAt: Date.UTC(2026, 0, 1), ...options });
  const sns = globe.client(SNSClient);
  const sqs = globe.client(SQSClient);
  const received = async ({ url }: TestQueue) => {
    await globe.settle();
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    return Messages;
  };
  return {
    ...globe,
    sns,
    sqs,
    received,
    async topic(Name, Attributes = {}) {
      const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name, Attributes }));
      return TopicArn;
    },
    async queue(QueueName, attributes = {}) {
      const arn = queueArnOf(QueueName);
      const Attributes = { Policy: queuePolicy(arn), ...attributes };
      const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
      return { url, arn };
    },
    async subscribe(TopicArn, Protocol, Endpoint, more = {}) {
      const { SubscriptionArn = '' } = await sns.send(
        new SubscribeCommand({ TopicArn, Protocol, Endpoint, ReturnSubscriptionArn: true, ...more }),
      );
      return SubscriptionArn;
    },
    async publish(TopicArn, Message, more = {}) {
      const { MessageId = '' } = await sns.send(new PublishCommand({ TopicArn, Message, ...more }));
      return MessageId;
    },
    notified: async (queue) =>
      (await received(queue)).map((message) => (JSON.parse(message.Body ?? '{}') as { Message: string }).Message),
  };
}
