import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeadLetters } from './redrive.ts';

export function sqsDeadLetters(client: SQSClient): DeadLetters {
  return {
    async receive(QueueUrl) {
      const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      return Messages.map(({ Body = '', ReceiptHandle = '' }) => ({ body: Body, receiptHandle: ReceiptHandle }));
    },
    async remove(QueueUrl, { receiptHandle }) {
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle }));
    },
    async putBack(QueueUrl, { receiptHandle }) {
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: 0 }),
      );
    },
  };
}
