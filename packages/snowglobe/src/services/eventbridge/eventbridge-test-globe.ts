import {
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SnowglobeOptions } from '../../snowglobe.ts';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

export const startAt = Date.UTC(2026, 0, 1);

const queueArn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

/** A globe with a held clock, EventBridge and SQS clients, and short words for what the tests do most. */
export interface EventsGlobe extends TestGlobe {
  readonly events: EventBridgeClient;
  readonly sqs: SQSClient;
  /** Creates a queue that EventBridge may send to; its URL is the endpoint, the account and the name. */
  queue(name: string, attributes?: Record<string, string>): Promise<{ readonly url: string; readonly arn: string }>;
  received(url: string): Promise<Message[]>;
  /** The bodies of what lies in a queue, parsed. */
  bodies(url: string): Promise<unknown[]>;
  /** A rule of a bus with its targets. */
  rule(name: string, pattern: object, targets: Target[], bus?: string): Promise<string>;
  put(detail: object, more?: { source?: string; type?: string; bus?: string; at?: number }): Promise<void>;
}

const openPolicy = (arn: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn },
    ],
  });

export async function startEvents(options: SnowglobeOptions = {}): Promise<EventsGlobe> {
  const globe = await startTestGlobe({ clock: 'held', startAt, ...options });
  const events = globe.client(EventBridgeClient);
  const sqs = globe.client(SQSClient);
  const received = async (QueueUrl: string) => {
    const answer = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
    );
    return answer.Messages ?? [];
  };
  return {
    ...globe,
    events,
    sqs,
    received,
    bodies: async (url) => (await received(url)).map(({ Body }) => JSON.parse(Body ?? '') as unknown),
    async queue(QueueName, more = {}) {
      const arn = queueArn(QueueName);
      const Attributes = { Policy: openPolicy(arn), ...more };
      const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
      return { url: QueueUrl, arn };
    },
    async rule(Name, pattern, Targets, EventBusName = 'default') {
      const EventPattern = JSON.stringify(pattern);
      const { RuleArn = '' } = await events.send(new PutRuleCommand({ Name, EventPattern, EventBusName }));
      await events.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets }));
      return RuleArn;
    },
    async put(detail, { source = 'shop', type = 'Order', bus = 'default', at } = {}) {
      const entry = { Source: source, DetailType: type, Detail: JSON.stringify(detail), EventBusName: bus };
      const Entries = [{ ...entry, ...(at !== undefined && { Time: new Date(at) }) }];
      const answer = await events.send(new PutEventsCommand({ Entries }));
      if (answer.FailedEntryCount) throw new Error(JSON.stringify(answer.Entries));
      await globe.settle();
    },
  };
}
