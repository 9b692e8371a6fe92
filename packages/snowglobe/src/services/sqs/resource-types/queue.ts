import type { CreateQueueResult } from '@aws-sdk/client-sqs';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { queueAddress, queueArn } from '../queue.ts';

/** Template properties that are queue attributes of the same name. */
const attributeProperties = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
] as const;

/** What an attribute becomes when its property leaves the template. */
const whenRemoved: Readonly<Record<string, string>> = {
  ContentBasedDeduplication: 'false',
  DeduplicationScope: 'queue',
  DelaySeconds: '0',
  FifoThroughputLimit: 'perQueue',
  KmsMasterKeyId: '',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  RedriveAllowPolicy: '',
  RedrivePolicy: '',
  VisibilityTimeout: '30',
};

function attributeText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function attributesOf(properties: Properties): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of attributeProperties) {
    if (properties[name] !== undefined) attributes[name] = attributeText(properties[name]);
  }
  return attributes;
}

function tagsOf(properties: Properties, context: ResourceContext): Record<string, string> {
  const own: readonly { readonly Key: string; readonly Value: string }[] = properties.Tags ?? [];
  return Object.fromEntries([...context.stackTags, ...own].map((tag) => [tag.Key, String(tag.Value)]));
}

function stateOf(url: string, context: ResourceContext): ResourceState {
  const address = queueAddress(url, context.scope);
  return { physicalId: url, attributes: { Arn: queueArn(address), QueueName: address.name, QueueUrl: url } };
}

const isFifo = (properties: Properties) => String(properties.FifoQueue ?? false) === 'true';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const queueType: ResourceType = {
  type: 'AWS::SQS::Queue',
  properties: {
    ...Object.fromEntries(attributeProperties.map((name) => [name, true])),
    FifoQueue: true,
    QueueName: true,
    Tags: true,
  },
  async create(properties, context) {
    const fifo = isFifo(properties);
    const name = properties.QueueName ?? context.physicalName({ maxLength: 80, ...(fifo ? { suffix: '.fifo' } : {}) });
    const { QueueUrl: url } = await context.api<CreateQueueResult>('sqs', 'CreateQueue', {
      QueueName: name,
      Attributes: { ...attributesOf(properties), ...(fifo ? { FifoQueue: 'true' } : {}) },
      tags: tagsOf(properties, context),
    });
    return stateOf(url ?? '', context);
  },
  async update(properties, previous, state, context) {
    const wanted = attributesOf(properties);
    for (const name of Object.keys(attributesOf(previous))) {
      const removed = whenRemoved[name];
      if (wanted[name] === undefined && removed !== undefined) wanted[name] = removed;
    }
    const QueueUrl = state.physicalId;
    await context.api('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: wanted });
    const tags = tagsOf(properties, context);
    const gone = Object.keys(tagsOf(previous, context)).filter((key) => !(key in tags));
    if (gone.length > 0) await context.api('sqs', 'UntagQueue', { QueueUrl, TagKeys: gone });
    if (Object.keys(tags).length > 0) await context.api('sqs', 'TagQueue', { QueueUrl, Tags: tags });
    return stateOf(QueueUrl, context);
  },
  async delete(state, _properties, context) {
    await context.api('sqs', 'DeleteQueue', { QueueUrl: state.physicalId }).catch(unlessMissing);
  },
};

export function unlessMissing(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'QueueDoesNotExist') throw error;
}
