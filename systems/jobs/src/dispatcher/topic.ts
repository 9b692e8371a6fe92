import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { JobMessage } from '../domain/messages.ts';

/** The attribute of messages by which subscriptions filter. */
export const jobTypeAttribute = 'job_type';

/** Publishes to the topic from which each consumer's queue takes the types it is for. */
export function topicPublisher(sns: SNSClient, TopicArn: string): (message: JobMessage) => Promise<void> {
  return async (message) => {
    const MessageAttributes = { [jobTypeAttribute]: { DataType: 'String', StringValue: message.type } };
    await sns.send(new PublishCommand({ TopicArn, Message: JSON.stringify(message), MessageAttributes }));
  };
}
