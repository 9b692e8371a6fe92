import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { LetterQueue } from './redrive.ts';

export function sqsLetters(client: SQSClient, QueueUrl: string): LetterQueue {
  return {
    take: async (count) => {
      const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: count }));
      return Messages.map(({ Body = '', ReceiptHandle }) => ({
        body: Body,
        remove: async () => {
          await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        },
      }));
    },
  };
}
