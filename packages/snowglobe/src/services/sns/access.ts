import type { AccessRule, Call } from '../../contract/operation.ts';
import { findTopic, topicArn } from './topic.ts';

/** Services in whose requests AWS names the account that they act for, which default topic policies ask for. */
const namingTheirOwner = ['cloudwatch.amazonaws.com', 'ses.amazonaws.com'];

function onArn(action: string, arn: string, call: Call, context: Readonly<Record<string, string>> = {}) {
  const policy = findTopic(call.globe, arn)?.row.attributes.Policy;
  const { caller } = call;
  const owner = caller.kind === 'service' && namingTheirOwner.includes(caller.service) ? caller.account : undefined;
  return [
    {
      action: `sns:${action}`,
      resource: arn || '*',
      context: { ...context, ...(owner !== undefined && { 'aws:SourceOwner': owner }) },
      ...(policy === undefined ? {} : { resourcePolicy: policy }),
    },
  ];
}

interface OnTopic {
  readonly TopicArn?: string;
  readonly TargetArn?: string;
  readonly ResourceArn?: string;
}

const onTopic =
  (action: string): AccessRule<OnTopic> =>
  (input, call) =>
    onArn(action, input.TopicArn ?? input.TargetArn ?? input.ResourceArn ?? '', call);

/** Without the subscription's id: its topic is what is asked about. */
const topicOf = (subscriptionArn: string) => subscriptionArn.split(':').slice(0, 6).join(':');

const onSubscription =
  (action: string): AccessRule<{ readonly SubscriptionArn?: string }> =>
  (input, call) =>
    onArn(action, topicOf(input.SubscriptionArn ?? ''), call);

const subscribe: AccessRule<{ TopicArn?: string; Protocol?: string; Endpoint?: string }> = (input, call) =>
  onArn('Subscribe', input.TopicArn ?? '', call, {
    'sns:Protocol': input.Protocol ?? '',
    'sns:Endpoint': input.Endpoint ?? '',
  });

const createTopic: AccessRule<{ Name?: string }> = (input, call) =>
  onArn('CreateTopic', topicArn({ scope: call.scope, name: input.Name ?? '' }), call);

const everywhere =
  (action: string): AccessRule =>
  () => [{ action: `sns:${action}`, resource: '*' }];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
export const access: Readonly<Record<string, AccessRule>> = {
  AddPermission: onTopic('AddPermission'),
  ConfirmSubscription: onTopic('ConfirmSubscription'),
  CreateTopic: createTopic,
  DeleteTopic: onTopic('DeleteTopic'),
  GetSubscriptionAttributes: onSubscription('GetSubscriptionAttributes'),
  GetTopicAttributes: onTopic('GetTopicAttributes'),
  ListSubscriptions: everywhere('ListSubscriptions'),
  ListSubscriptionsByTopic: onTopic('ListSubscriptionsByTopic'),
  ListTagsForResource: onTopic('ListTagsForResource'),
  ListTopics: everywhere('ListTopics'),
  Publish: onTopic('Publish'),
  PublishBatch: onTopic('Publish'),
  RemovePermission: onTopic('RemovePermission'),
  SetSubscriptionAttributes: onSubscription('SetSubscriptionAttributes'),
  SetTopicAttributes: onTopic('SetTopicAttributes'),
  Subscribe: subscribe,
  TagResource: onTopic('TagResource'),
  Unsubscribe: onSubscription('Unsubscribe'),
  UntagResource: onTopic('UntagResource'),
};
