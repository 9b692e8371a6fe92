import type { RegisterStreamConsumerOutput } from '@aws-sdk/client-kinesis';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './stream.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-streamconsumer.html */
export const streamConsumerType: ResourceType = {
  type: 'AWS::Kinesis::StreamConsumer',
  properties: { ConsumerName: true, StreamARN: true, Tags: true },
  async create(properties, context) {
    const own: readonly { readonly Key: string; readonly Value: string }[] = properties.Tags ?? [];
    const tags = Object.fromEntries([...context.stackTags, ...own].map((tag) => [tag.Key, String(tag.Value)]));
    const { Consumer: consumer } = await context.api<RegisterStreamConsumerOutput>(
      'kinesis',
      'RegisterStreamConsumer',
      {
        StreamARN: properties.StreamARN,
        ConsumerName: properties.ConsumerName,
        ...(Object.keys(tags).length > 0 ? { Tags: tags } : {}),
      },
    );
    const seconds = Math.floor((consumer?.ConsumerCreationTimestamp?.getTime() ?? 0) / 1_000);
    return {
      physicalId: consumer?.ConsumerARN ?? '',
      attributes: {
        ConsumerARN: consumer?.ConsumerARN,
        ConsumerCreationTimestamp: String(seconds),
        ConsumerName: consumer?.ConsumerName,
        ConsumerStatus: consumer?.ConsumerStatus,
        StreamARN: properties.StreamARN,
      },
    };
  },
  async delete(state, _properties, context) {
    await context.api('kinesis', 'DeregisterStreamConsumer', { ConsumerARN: state.physicalId }).catch(unlessMissing);
  },
};
