import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { TestGlobe } from '../../../testing/start-test-globe.ts';

/** A queue's URL and ARN. */
export async function createQueue(globe: TestGlobe, QueueName: string, Attributes: Record<string, string> = {}) {
  const sqs = globe.client(SQSClient);
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  const { Attributes: found } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  return { url: QueueUrl, arn: found?.QueueArn ?? '' };
}

/** What lies in a queue, with message attributes. */
export async function messages(globe: TestGlobe, QueueUrl: string) {
  const sqs = globe.client(SQSClient);
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
  );
  return Messages;
}
