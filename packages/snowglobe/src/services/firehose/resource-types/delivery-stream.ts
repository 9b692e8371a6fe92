import type { DescribeDeliveryStreamOutput } from '@aws-sdk/client-firehose';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';

const encryptionProperty = 'DeliveryStreamEncryptionConfigurationInput';
const destinationProperty = 'ExtendedS3DestinationConfiguration';
const endpointProperty = 'HttpEndpointDestinationConfiguration';

const numbers = new Set(['DurationInSeconds', 'IntervalInSeconds', 'PageSizeBytes', 'SizeInMBs']);

/** Templates say BucketARN as the API does; numbers and booleans may come as texts. */
function typed(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => typed(each));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, typed(each, key)]));
  }
  if (numbers.has(name)) return Number(value);
  return name === 'Enabled' ? String(value) === 'true' : value;
}

/** The destination that a template names. */
function placeOf(properties: Properties) {
  const names = [destinationProperty, endpointProperty].filter((name) => properties[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, typed(properties[name])]));
}

function updateOf(properties: Properties) {
  const endpoint = properties[endpointProperty];
  if (endpoint === undefined) return { ExtendedS3DestinationUpdate: typed(properties[destinationProperty]) };
  const { S3Configuration: S3Update, ...rest } = typed(endpoint) as Properties;
  return { HttpEndpointDestinationUpdate: { ...rest, S3Update } };
}

/** Without the stack's `aws:` tags, which the API does not take. */
function tagsOf(properties: Properties, context: ResourceContext) {
  const own: readonly { readonly Key: string; readonly Value: string }[] = properties.Tags ?? [];
  const settable = [...context.stackTags, ...own].filter(({ Key }) => !Key.startsWith('aws:'));
  return new Map(settable.map(({ Key, Value }) => [Key, String(Value)]));
}

const asTags = (tags: ReadonlyMap<string, string>) => [...tags].map(([Key, Value]) => ({ Key, Value }));

async function setTags(properties: Properties, previous: Properties, name: string, context: ResourceContext) {
  const tags = tagsOf(properties, context);
  const gone = [...tagsOf(previous, context).keys()].filter((key) => !tags.has(key));
  const DeliveryStreamName = name;
  if (gone.length > 0) await context.api('firehose', 'UntagDeliveryStream', { DeliveryStreamName, TagKeys: gone });
  if (tags.size > 0) await context.api('firehose', 'TagDeliveryStream', { DeliveryStreamName, Tags: asTags(tags) });
}

/** Throws when the stream or its encryption did not come about. */
async function requireWorking(DeliveryStreamName: string, context: ResourceContext): Promise<void> {
  const { DeliveryStreamDescription: stream } = await context.api<DescribeDeliveryStreamOutput>(
    'firehose',
    'DescribeDeliveryStream',
    { DeliveryStreamName },
  );
  const failure = stream?.FailureDescription ?? stream?.DeliveryStreamEncryptionConfiguration?.FailureDescription;
  if (failure) throw new AwsError(failure.Type ?? 'UNKNOWN_ERROR', `${failure.Type}: ${failure.Details}`);
}

async function setEncryption(properties: Properties, previous: Properties, name: string, context: ResourceContext) {
  const wanted = properties[encryptionProperty];
  if (JSON.stringify(wanted) === JSON.stringify(previous[encryptionProperty])) return;
  const input = { DeliveryStreamName: name, ...(wanted !== undefined && { [encryptionProperty]: wanted }) };
  await context.api('firehose', `${wanted === undefined ? 'Stop' : 'Start'}DeliveryStreamEncryption`, input);
  await requireWorking(name, context);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesisfirehose-deliverystream.html */
export const deliveryStreamType: ResourceType = {
  type: 'AWS::KinesisFirehose::DeliveryStream',
  properties: {
    [encryptionProperty]: true,
    DeliveryStreamName: true,
    DeliveryStreamType: true,
    [destinationProperty]: true,
    [endpointProperty]: true,
    KinesisStreamSourceConfiguration: true,
    Tags: true,
  },
  async create(properties, context) {
    const name: string = properties.DeliveryStreamName ?? context.physicalName({ maxLength: 64 });
    const tags = tagsOf(properties, context);
    const { DeliveryStreamARN } = await context.api<{ DeliveryStreamARN?: string }>(
      'firehose',
      'CreateDeliveryStream',
      {
        DeliveryStreamName: name,
        DeliveryStreamType: properties.DeliveryStreamType ?? 'DirectPut',
        ...placeOf(properties),
        ...(properties[encryptionProperty] !== undefined && { [encryptionProperty]: properties[encryptionProperty] }),
        ...(properties.KinesisStreamSourceConfiguration !== undefined && {
          KinesisStreamSourceConfiguration: properties.KinesisStreamSourceConfiguration,
        }),
        ...(tags.size > 0 && { Tags: asTags(tags) }),
      },
    );
    await requireWorking(name, context);
    return { physicalId: name, attributes: { Arn: DeliveryStreamARN } };
  },
  async update(properties, previous, state, context) {
    const DeliveryStreamName = state.physicalId;
    const { DeliveryStreamDescription: now } = await context.api<DescribeDeliveryStreamOutput>(
      'firehose',
      'DescribeDeliveryStream',
      { DeliveryStreamName },
    );
    await context.api('firehose', 'UpdateDestination', {
      DeliveryStreamName,
      CurrentDeliveryStreamVersionId: now?.VersionId,
      DestinationId: now?.Destinations?.[0]?.DestinationId,
      ...updateOf(properties),
    });
    await setEncryption(properties, previous, DeliveryStreamName, context);
    await setTags(properties, previous, DeliveryStreamName, context);
    return state;
  },
  async delete(state, _properties, context) {
    const input = { DeliveryStreamName: state.physicalId };
    await context.api('firehose', 'DeleteDeliveryStream', input).catch((error: { code?: unknown }) => {
      if (error.code !== 'ResourceNotFoundException') throw error;
    });
  },
};
