import type { DeleteTopicInput } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { forgetArchive, keepsArchive } from '../archive.ts';
import { archiveIsActive, invalidParameter } from '../errors.ts';
import { removeSubscription } from '../subscription.ts';
import { deduplications, sequences, topics } from '../tables.ts';
import { addressOfArn, findTopic, subscriptionsOf } from '../topic.ts';

/** Deletes a topic with its subscriptions; one that is gone already is no error. */
export const deleteTopic: Operation<DeleteTopicInput, object> = (input, call) => {
  const { globe } = call;
  const arn = input.TopicArn ?? '';
  if (!addressOfArn(arn)) throw invalidParameter('TopicArn');
  const topic = findTopic(globe, arn);
  if (!topic) return {};
  // https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-topic-owner.html
  if (keepsArchive(topic.row)) throw archiveIsActive();
  for (const subscription of subscriptionsOf(globe, topic)) removeSubscription(globe, subscription);
  forgetArchive(globe, topic);
  globe.store.collection(deduplications, topic.scope, topic.row.name).clear();
  globe.store.collection(sequences, topic.scope).delete(topic.row.name);
  globe.store.collection(topics, topic.scope).delete(topic.row.name);
  return {};
};
