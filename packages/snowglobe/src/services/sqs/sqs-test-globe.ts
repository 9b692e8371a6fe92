import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageRequest,
  SendMessageCommand,
  type SendMessageRequest,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

/** A globe with a held clock and an SQS client, and short words for what the tests do most. */
export interface SqsGlobe extends TestGlobe {
  readonly sqs: SQSClient;
  /** Creates a queue and returns its URL. */
  queue(name: string, attributes?: Record<string, string>): Promise<string>;
  send(QueueUrl: string, body: string, more?: Partial<SendMessageRequest>): Promise<string>;
  receive(QueueUrl: string, more?: Partial<ReceiveMessageRequest>): Promise<Message[]>;
  /** Receives up to ten messages and gives their bodies. */
  bodies(QueueUrl: string, more?: Partial<ReceiveMessageRequest>): Promise<(string | undefined)[]>;
  delete(QueueUrl: string, message: Message | undefined): Promise<void>;
  attributes(QueueUrl: string): Promise<Record<string, string>>;
}

export const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

export async function startSqs(): Promise<SqsGlobe> {
  const globe = await startTestGlobe({ clock: 'held', startAt: Date.UTC(2026, 0, 1) });
  const sqs = globe.client(SQSClient);
  const receive = async (QueueUrl: string, more: Partial<ReceiveMessageRequest> = {}) => {
    const answer = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }));
    return answer.Messages ?? [];
  };
  return {
    ...globe,
    sqs,
    async queue(QueueName, Attributes = {}) {
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
      return QueueUrl ?? '';
    },
    async send(QueueUrl, MessageBody, more = {}) {
      const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
      return MessageId ?? '';
    },
    receive,
    bodies: async (url, more) => (await receive(url, more)).map((message) => message.Body),
    async delete(QueueUrl, message) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    },
    async attributes(QueueUrl) {
      const answer = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      return answer.Attributes ?? {};
    },
  };
}
