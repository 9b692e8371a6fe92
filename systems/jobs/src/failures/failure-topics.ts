import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { JobFailure } from '../domain/messages.ts';

/** Tells failures to the topics of their consumers, given by consumer. */
export function failureTopics(
  sns: SNSClient,
  topicArns: Readonly<Record<string, string>>,
): (failure: JobFailure) => Promise<void> {
  return async (failure) => {
    const TopicArn = topicArns[failure.consumer];
    if (TopicArn === undefined) throw new Error(`${failure.consumer} has no failure topic`);
    await sns.send(new PublishCommand({ TopicArn, Message: JSON.stringify(failure) }));
  };
}
