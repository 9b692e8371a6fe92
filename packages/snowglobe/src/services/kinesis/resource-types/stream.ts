import type { DescribeStreamSummaryOutput } from '@aws-sdk/client-kinesis';
import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { streamArn } from '../stream.ts';

type Change = readonly [operation: string, input: object];

const metricsOf = (properties: Properties): readonly string[] => properties.DesiredShardLevelMetrics ?? [];

/** What makes a stream as its template wants it, beyond CreateStream, given what it is now. */
function changesTo(
  properties: Properties,
  now: NonNullable<DescribeStreamSummaryOutput['StreamDescriptionSummary']>,
): Change[] {
  const changes: Change[] = [];
  const hours = Number(properties.RetentionPeriodHours ?? 24);
  const current = now.RetentionPeriodHours ?? 24;
  if (hours > current) changes.push(['IncreaseStreamRetentionPeriod', { RetentionPeriodHours: hours }]);
  if (hours < current) changes.push(['DecreaseStreamRetentionPeriod', { RetentionPeriodHours: hours }]);
  const key = properties.StreamEncryption?.KeyId;
  if (key !== undefined && key !== now.KeyId) {
    changes.push(['StartStreamEncryption', { EncryptionType: 'KMS', KeyId: key }]);
  }
  if (key === undefined && now.KeyId !== undefined) {
    changes.push(['StopStreamEncryption', { EncryptionType: 'KMS', KeyId: now.KeyId }]);
  }
  const wanted = metricsOf(properties);
  const enabled: readonly string[] = now.EnhancedMonitoring?.[0]?.ShardLevelMetrics ?? [];
  const added = wanted.filter((metric) => !enabled.includes(metric));
  const dropped = enabled.filter((metric) => !wanted.includes(metric) && !wanted.includes('ALL'));
  if (added.length > 0) changes.push(['EnableEnhancedMonitoring', { ShardLevelMetrics: added }]);
  if (dropped.length > 0) changes.push(['DisableEnhancedMonitoring', { ShardLevelMetrics: dropped }]);
  return changes;
}

function scalingChanges(
  properties: Properties,
  now: NonNullable<DescribeStreamSummaryOutput['StreamDescriptionSummary']>,
): Change[] {
  const mode = modeOf(properties);
  const StreamARN = now.StreamARN;
  const changes: Change[] = [];
  if (mode !== now.StreamModeDetails?.StreamMode) {
    changes.push(['UpdateStreamMode', { StreamARN, StreamModeDetails: { StreamMode: mode } }]);
  }
  const count = Number(properties.ShardCount ?? now.OpenShardCount);
  if (mode === 'PROVISIONED' && count !== now.OpenShardCount) {
    changes.push(['UpdateShardCount', { StreamARN, TargetShardCount: count, ScalingType: 'UNIFORM_SCALING' }]);
  }
  const size = properties.MaxRecordSizeInKiB;
  if (size !== undefined && Number(size) !== now.MaxRecordSizeInKiB) {
    changes.push(['UpdateMaxRecordSize', { StreamARN, MaxRecordSizeInKiB: Number(size) }]);
  }
  return changes;
}

function modeOf(properties: Properties): 'PROVISIONED' | 'ON_DEMAND' {
  return (
    properties.StreamModeDetails?.StreamMode ?? (properties.ShardCount === undefined ? 'ON_DEMAND' : 'PROVISIONED')
  );
}

async function applyChanges(name: string, properties: Properties, context: ResourceContext): Promise<void> {
  const { StreamDescriptionSummary: now } = await context.api<DescribeStreamSummaryOutput>(
    'kinesis',
    'DescribeStreamSummary',
    { StreamName: name },
  );
  if (!now) return;
  for (const [operation, input] of scalingChanges(properties, now)) await context.api('kinesis', operation, input);
  for (const [operation, input] of changesTo(properties, now)) {
    await context.api('kinesis', operation, { StreamName: name, ...input });
  }
}

function tagsOf(properties: Properties, context: ResourceContext): Record<string, string> {
  const own: readonly { readonly Key: string; readonly Value: string }[] = properties.Tags ?? [];
  return Object.fromEntries([...context.stackTags, ...own].map((tag) => [tag.Key, String(tag.Value)]));
}

const stateOf = (name: string, { scope }: ResourceContext) => ({
  physicalId: name,
  attributes: { Arn: streamArn({ scope, name }) },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html */
export const streamType: ResourceType = {
  type: 'AWS::Kinesis::Stream',
  properties: {
    DesiredShardLevelMetrics: true,
    MaxRecordSizeInKiB: true,
    Name: true,
    RetentionPeriodHours: true,
    ShardCount: true,
    StreamEncryption: { EncryptionType: true, KeyId: true },
    StreamModeDetails: { StreamMode: true },
    Tags: true,
  },
  async create(properties, context) {
    const name: string = properties.Name ?? context.physicalName({ maxLength: 128 });
    const mode = modeOf(properties);
    const tags = tagsOf(properties, context);
    await context.api('kinesis', 'CreateStream', {
      StreamName: name,
      StreamModeDetails: { StreamMode: mode },
      ...(mode === 'PROVISIONED' ? { ShardCount: Number(properties.ShardCount) } : {}),
      ...(Object.keys(tags).length > 0 ? { Tags: tags } : {}),
    });
    await applyChanges(name, properties, context);
    return stateOf(name, context);
  },
  async update(properties, previous, state, context) {
    const StreamName = state.physicalId;
    await applyChanges(StreamName, properties, context);
    const tags = tagsOf(properties, context);
    const gone = Object.keys(tagsOf(previous, context)).filter((key) => !(key in tags));
    if (gone.length > 0) await context.api('kinesis', 'RemoveTagsFromStream', { StreamName, TagKeys: gone });
    if (Object.keys(tags).length > 0) await context.api('kinesis', 'AddTagsToStream', { StreamName, Tags: tags });
    return stateOf(StreamName, context);
  },
  async delete(state, _properties, context) {
    const input = { StreamName: state.physicalId, EnforceConsumerDeletion: true };
    await context.api('kinesis', 'DeleteStream', input).catch(unlessMissing);
  },
};

export function unlessMissing(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'ResourceNotFoundException') throw error;
}
