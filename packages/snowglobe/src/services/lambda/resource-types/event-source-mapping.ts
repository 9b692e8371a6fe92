import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { Properties, ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './tolerance.ts';

/** Template properties that are parameters of the same name, and what each becomes when it leaves the template. */
const settings: Readonly<Record<string, unknown>> = {
  BatchSize: undefined,
  BisectBatchOnFunctionError: false,
  DestinationConfig: { OnFailure: {} },
  Enabled: true,
  FilterCriteria: { Filters: [] },
  FunctionName: undefined,
  FunctionResponseTypes: [],
  KmsKeyArn: '',
  MaximumBatchingWindowInSeconds: 0,
  MaximumRecordAgeInSeconds: -1,
  MaximumRetryAttempts: -1,
  MetricsConfig: { Metrics: [] },
  ParallelizationFactor: 1,
  ScalingConfig: {},
};
const numbers = [
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'ParallelizationFactor',
];
const booleans = ['BisectBatchOnFunctionError', 'Enabled'];

function parametersOf(properties: Properties, previous: Properties = {}): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const [name, whenRemoved] of Object.entries(settings)) {
    const value = properties[name] ?? (previous[name] === undefined ? undefined : whenRemoved);
    if (value !== undefined) parameters[name === 'KmsKeyArn' ? 'KMSKeyArn' : name] = typed(name, value);
  }
  return parameters;
}

/** Templates may write numbers and booleans as text, and patterns as objects. */
function typed(name: string, value: unknown): unknown {
  if (numbers.includes(name)) return Number(value);
  if (booleans.includes(name)) return String(value) === 'true';
  if (name !== 'FilterCriteria') return value;
  const filters: readonly Properties[] = (value as Properties).Filters ?? [];
  return {
    Filters: filters.map(({ Pattern }) => ({
      Pattern: typeof Pattern === 'string' ? Pattern : JSON.stringify(Pattern),
    })),
  };
}

function positionOf(properties: Properties): object {
  const { StartingPosition, StartingPositionTimestamp } = properties;
  return {
    ...(StartingPosition !== undefined && { StartingPosition }),
    ...(StartingPositionTimestamp !== undefined && {
      StartingPositionTimestamp: new Date(Number(StartingPositionTimestamp) * 1000),
    }),
  };
}

const stateOf = ({ UUID = '', EventSourceMappingArn }: EventSourceMappingConfiguration): ResourceState => ({
  physicalId: UUID,
  attributes: { Id: UUID, EventSourceMappingArn },
});

function tagsOf(properties: Properties): Record<string, string> {
  const tags: readonly { readonly Key: string; readonly Value: string }[] = properties.Tags ?? [];
  return Object.fromEntries(tags.map((tag) => [tag.Key, String(tag.Value)]));
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const eventSourceMappingType: ResourceType = {
  type: 'AWS::Lambda::EventSourceMapping',
  properties: {
    ...Object.fromEntries(Object.keys(settings).map((name) => [name, true])),
    EventSourceArn: true,
    StartingPosition: true,
    StartingPositionTimestamp: true,
    Tags: true,
  },
  async create(properties, context) {
    const { EventSourceArn } = properties;
    const input = { EventSourceArn, ...parametersOf(properties), ...positionOf(properties), Tags: tagsOf(properties) };
    return stateOf(await context.api<EventSourceMappingConfiguration>('lambda', 'CreateEventSourceMapping', input));
  },
  async update(properties, previous, state, context) {
    const input = { UUID: state.physicalId, ...parametersOf(properties, previous) };
    return stateOf(await context.api<EventSourceMappingConfiguration>('lambda', 'UpdateEventSourceMapping', input));
  },
  async delete(state, _properties, context) {
    await context.api('lambda', 'DeleteEventSourceMapping', { UUID: state.physicalId }).catch(unlessMissing);
  },
};
