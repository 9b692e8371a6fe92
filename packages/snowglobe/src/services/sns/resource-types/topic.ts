import type { CreateTopicResponse, ListSubscriptionsByTopicResponse } from '@aws-sdk/client-sns';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './unless-missing.ts';

/** Template properties that are topic attributes of the same name. */
const attributeProperties = [
  'ContentBasedDeduplication',
  'DisplayName',
  'FifoThroughputScope',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'SignatureVersion',
  'TracingConfig',
] as const;

/** What an attribute becomes when its property leaves the template. */
const whenRemoved: Readonly<Record<string, string>> = {
  ContentBasedDeduplication: 'false',
  DisplayName: '',
  FifoThroughputScope: 'Topic',
  KmsMasterKeyId: '',
  MaximumMessageSize: '262144',
  SignatureVersion: '1',
  TracingConfig: 'PassThrough',
};

interface InlineSubscription {
  readonly Protocol: string;
  readonly Endpoint: string;
}

function attributesOf(properties: Properties): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of attributeProperties) {
    if (properties[name] !== undefined) attributes[name] = String(properties[name]);
  }
  if (properties.ArchivePolicy !== undefined) attributes.ArchivePolicy = JSON.stringify(properties.ArchivePolicy);
  return { ...attributes, ...feedbackOf(properties) };
}

interface LoggingConfig {
  readonly Protocol: string;
  readonly SuccessFeedbackRoleArn?: string;
  readonly SuccessFeedbackSampleRate?: string;
  readonly FailureFeedbackRoleArn?: string;
}

/** What an attribute of a protocol's log begins with, by AWS's names of protocols. */
const feedbackKinds: Readonly<Record<string, string>> = {
  'http/s': 'HTTP',
  sqs: 'SQS',
  lambda: 'Lambda',
  firehose: 'Firehose',
  application: 'Application',
};

function feedbackOf({ DeliveryStatusLogging = [] }: Properties): Record<string, string> {
  const all = (DeliveryStatusLogging as readonly LoggingConfig[]).flatMap(({ Protocol, ...settings }) =>
    Object.entries(settings).map(([name, value]) => [`${feedbackKinds[Protocol] ?? Protocol}${name}`, String(value)]),
  );
  return Object.fromEntries(all);
}

function tagsOf(properties: Properties, context: ResourceContext): Map<string, string> {
  const own: readonly { readonly Key: string; readonly Value: string }[] = properties.Tags ?? [];
  return new Map([...context.stackTags, ...own].map((tag) => [tag.Key, String(tag.Value)]));
}

const tagList = (tags: Map<string, string>) => [...tags].map(([Key, Value]) => ({ Key, Value }));
const isFifo = (properties: Properties) => String(properties.FifoTopic ?? false) === 'true';

function inlineOf(properties: Properties): readonly InlineSubscription[] {
  return properties.Subscription ?? [];
}

const isSame = (a: InlineSubscription) => (b: InlineSubscription) =>
  a.Protocol === b.Protocol && a.Endpoint === b.Endpoint;

function stateOf(arn: string): ResourceState {
  return { physicalId: arn, attributes: { TopicArn: arn, TopicName: arn.slice(arn.lastIndexOf(':') + 1) } };
}

async function subscribe(TopicArn: string, added: readonly InlineSubscription[], context: ResourceContext) {
  for (const { Protocol, Endpoint } of added) {
    await context.api('sns', 'Subscribe', { TopicArn, Protocol, Endpoint });
  }
}

async function unsubscribe(TopicArn: string, gone: readonly InlineSubscription[], context: ResourceContext) {
  if (gone.length === 0) return;
  let NextToken: string | undefined;
  do {
    const page: ListSubscriptionsByTopicResponse = await context.api('sns', 'ListSubscriptionsByTopic', {
      TopicArn,
      ...(NextToken !== undefined && { NextToken }),
    });
    for (const { SubscriptionArn = '', Protocol = '', Endpoint = '' } of page.Subscriptions ?? []) {
      const isGone = gone.some(isSame({ Protocol, Endpoint }));
      if (isGone && SubscriptionArn !== 'PendingConfirmation') {
        await context.api('sns', 'Unsubscribe', { SubscriptionArn });
      }
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
}

async function changeTags(
  ResourceArn: string,
  before: Map<string, string>,
  tags: Map<string, string>,
  context: ResourceContext,
) {
  const TagKeys = [...before.keys()].filter((key) => !tags.has(key));
  if (TagKeys.length > 0) await context.api('sns', 'UntagResource', { ResourceArn, TagKeys });
  if (tags.size > 0) await context.api('sns', 'TagResource', { ResourceArn, Tags: tagList(tags) });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const topicType: ResourceType = {
  type: 'AWS::SNS::Topic',
  properties: {
    ...Object.fromEntries(attributeProperties.map((name) => [name, true])),
    ArchivePolicy: true,
    DeliveryStatusLogging: true,
    FifoTopic: true,
    Subscription: true,
    Tags: true,
    TopicName: true,
  },
  async create(properties, context) {
    const fifo = isFifo(properties);
    const Name = properties.TopicName ?? context.physicalName({ maxLength: 256, ...(fifo ? { suffix: '.fifo' } : {}) });
    const { TopicArn: arn = '' } = await context.api<CreateTopicResponse>('sns', 'CreateTopic', {
      Name,
      Attributes: { ...attributesOf(properties), ...(fifo ? { FifoTopic: 'true' } : {}) },
      Tags: tagList(tagsOf(properties, context)),
    });
    await subscribe(arn, inlineOf(properties), context);
    return stateOf(arn);
  },
  async update(properties, previous, state, context) {
    const TopicArn = state.physicalId;
    const [before, wanted] = [attributesOf(previous), attributesOf(properties)];
    for (const name of new Set([...Object.keys(before), ...Object.keys(wanted)])) {
      if (wanted[name] === before[name]) continue;
      const value = wanted[name] ?? whenRemoved[name] ?? (name.endsWith('SampleRate') ? '100' : '');
      await context.api('sns', 'SetTopicAttributes', { TopicArn, AttributeName: name, AttributeValue: value });
    }
    await changeTags(TopicArn, tagsOf(previous, context), tagsOf(properties, context), context);
    const [had, has] = [inlineOf(previous), inlineOf(properties)];
    const gone = had.filter((each) => !has.some(isSame(each)));
    await unsubscribe(TopicArn, gone, context);
    const added = has.filter((each) => !had.some(isSame(each)));
    await subscribe(TopicArn, added, context);
    return stateOf(TopicArn);
  },
  async delete(state, properties, context) {
    // A topic that keeps an archive cannot be deleted.
    if (properties.ArchivePolicy !== undefined) {
      const input = { TopicArn: state.physicalId, AttributeName: 'ArchivePolicy', AttributeValue: '{}' };
      await context.api('sns', 'SetTopicAttributes', input).catch(unlessMissing);
    }
    await context.api('sns', 'DeleteTopic', { TopicArn: state.physicalId }).catch(unlessMissing);
  },
};
