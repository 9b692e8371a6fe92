import type { CreatePipeResponse } from '@aws-sdk/client-pipes';
import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { pipeArn } from '../pipe.ts';

/** Pipes take tags as a map, from templates too. */
const tagsOf = (properties: Properties, { stackTags }: ResourceContext): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(stackTags.map(({ Key, Value }) => [Key, Value])),
  ...properties.Tags,
});

function inputOf(Name: string, properties: Properties): Properties {
  const { Tags: _tags, Source: _source, ...settings } = properties;
  const { SourceParameters: parameters } = settings;
  const kinesis = parameters?.KinesisStreamParameters;
  const at: string | undefined = kinesis?.StartingPositionTimestamp;
  if (at === undefined) return { ...settings, Name };
  const KinesisStreamParameters = { ...kinesis, StartingPositionTimestamp: new Date(at) };
  return { ...settings, Name, SourceParameters: { ...parameters, KinesisStreamParameters } };
}

/** Where a stream was begun is no setting that an update takes. */
function updateOf(Name: string, properties: Properties) {
  const input = inputOf(Name, properties);
  const { KinesisStreamParameters, DynamoDBStreamParameters, ...rest } = input.SourceParameters ?? {};
  const withoutStart = (parameters: Properties | undefined) => {
    const { StartingPosition: _position, StartingPositionTimestamp: _at, ...kept } = parameters ?? {};
    return parameters && kept;
  };
  const SourceParameters = {
    ...rest,
    KinesisStreamParameters: withoutStart(KinesisStreamParameters),
    DynamoDBStreamParameters: withoutStart(DynamoDBStreamParameters),
  };
  return { Enrichment: '', KmsKeyIdentifier: '', LogConfiguration: { Level: 'OFF' }, ...input, SourceParameters };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pipes-pipe.html */
export const pipeType: ResourceType = {
  type: 'AWS::Pipes::Pipe',
  properties: {
    Description: true,
    DesiredState: true,
    Enrichment: true,
    EnrichmentParameters: { HttpParameters: true, InputTemplate: true },
    KmsKeyIdentifier: true,
    LogConfiguration: {
      CloudwatchLogsLogDestination: true,
      FirehoseLogDestination: true,
      IncludeExecutionData: true,
      Level: true,
    },
    Name: true,
    RoleArn: true,
    Source: true,
    SourceParameters: {
      DynamoDBStreamParameters: true,
      FilterCriteria: true,
      KinesisStreamParameters: true,
      SqsQueueParameters: true,
    },
    Tags: true,
    Target: true,
    TargetParameters: {
      CloudWatchLogsParameters: true,
      EventBridgeEventBusParameters: true,
      HttpParameters: true,
      InputTemplate: true,
      KinesisStreamParameters: true,
      LambdaFunctionParameters: true,
      SqsQueueParameters: true,
    },
  },
  async create(properties, context) {
    const name: string = properties.Name ?? context.physicalName({ maxLength: 64 });
    const input = { ...inputOf(name, properties), Source: properties.Source, Tags: tagsOf(properties, context) };
    const { Arn } = await context.api<CreatePipeResponse>('pipes', 'CreatePipe', input);
    const state = properties.DesiredState ?? 'RUNNING';
    return { physicalId: name, attributes: { Arn, CurrentState: state } };
  },
  async update(properties, previous, state, context) {
    await context.api('pipes', 'UpdatePipe', updateOf(state.physicalId, properties));
    const resourceArn = pipeArn(context.scope, state.physicalId);
    const tags = tagsOf(properties, context);
    const tagKeys = Object.keys(tagsOf(previous, context)).filter((key) => !(key in tags));
    if (tagKeys.length > 0) await context.api('pipes', 'UntagResource', { resourceArn, tagKeys });
    if (Object.keys(tags).length > 0) await context.api('pipes', 'TagResource', { resourceArn, tags });
    return state;
  },
  async delete(state, _properties, context) {
    await context.api('pipes', 'DeletePipe', { Name: state.physicalId }).catch(unlessMissing);
  },
};

function unlessMissing(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'NotFoundException') throw error;
}
