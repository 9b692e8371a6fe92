import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { StepMessage } from '../domain/messages.ts';

/** Puts steps on a queue, to be seen after a delay. */
export function stepQueue(
  sqs: SQSClient,
  QueueUrl: string,
): (message: StepMessage, delaySeconds: number) => Promise<void> {
  return async (message, DelaySeconds) => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message), DelaySeconds }));
  };
}
