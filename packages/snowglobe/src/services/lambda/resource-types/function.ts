import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { functionArn } from '../function-name.ts';
import { limits } from '../limits.ts';
import { codeOf } from './template-code.ts';
import { unlessMissing } from './tolerance.ts';

/** Template properties that are parameters of the same name, and what each becomes when it leaves the template. */
const settings: Readonly<Record<string, unknown>> = {
  DeadLetterConfig: { TargetArn: '' },
  Description: '',
  Environment: { Variables: {} },
  EphemeralStorage: { Size: limits.defaultEphemeralStorageMb },
  Handler: undefined,
  KmsKeyArn: '',
  Layers: [],
  LoggingConfig: undefined,
  MemorySize: limits.defaultMemoryMb,
  Role: undefined,
  Runtime: undefined,
  Timeout: limits.defaultTimeoutSeconds,
  TracingConfig: { Mode: 'PassThrough' },
};

/** The API spells this one differently. */
const parameterOf = (property: string): string => (property === 'KmsKeyArn' ? 'KMSKeyArn' : property);

function parametersOf(properties: Properties, previous: Properties = {}): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const [property, whenRemoved] of Object.entries(settings)) {
    const value = properties[property] ?? (previous[property] === undefined ? undefined : whenRemoved);
    if (value !== undefined) parameters[parameterOf(property)] = value;
  }
  return withTypes(parameters);
}

/** Templates may write numbers as text. */
function withTypes(parameters: Record<string, unknown>): Record<string, unknown> {
  for (const name of ['MemorySize', 'Timeout']) {
    if (parameters[name] !== undefined) parameters[name] = Number(parameters[name]);
  }
  const variables = (parameters.Environment as Properties | undefined)?.Variables as Properties | undefined;
  if (variables) {
    const texts = Object.entries(variables).map(([name, value]) => [name, String(value)]);
    parameters.Environment = { Variables: Object.fromEntries(texts) };
  }
  return parameters;
}

function tagsOf(properties: Properties, context: ResourceContext): Record<string, string> {
  const own: readonly { readonly Key: string; readonly Value: string }[] = properties.Tags ?? [];
  return Object.fromEntries([...context.stackTags, ...own].map((tag) => [tag.Key, String(tag.Value)]));
}

function stateOf(name: string, context: ResourceContext): ResourceState {
  const arn = functionArn({ scope: context.scope, name, qualifier: undefined });
  return { physicalId: name, attributes: { Arn: arn } };
}

async function reserveConcurrency(
  name: string,
  properties: Properties,
  previous: Properties,
  context: ResourceContext,
) {
  const wanted = properties.ReservedConcurrentExecutions;
  if (wanted !== undefined) {
    const input = { FunctionName: name, ReservedConcurrentExecutions: Number(wanted) };
    await context.api('lambda', 'PutFunctionConcurrency', input);
  } else if (previous.ReservedConcurrentExecutions !== undefined) {
    await context.api('lambda', 'DeleteFunctionConcurrency', { FunctionName: name });
  }
}

async function changeTags(arn: string, properties: Properties, previous: Properties, context: ResourceContext) {
  const tags = tagsOf(properties, context);
  const gone = Object.keys(tagsOf(previous, context)).filter((key) => !(key in tags));
  if (gone.length > 0) await context.api('lambda', 'UntagResource', { Resource: arn, TagKeys: gone });
  if (Object.keys(tags).length > 0) await context.api('lambda', 'TagResource', { Resource: arn, Tags: tags });
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const functionType: ResourceType = {
  type: 'AWS::Lambda::Function',
  properties: {
    ...Object.fromEntries(Object.keys(settings).map((name) => [name, true])),
    Architectures: true,
    Code: {
      S3Bucket: true,
      S3Key: true,
      S3ObjectVersion: true,
      ZipFile: true,
      SourceKMSKeyArn: { accepted: 'code is not encrypted here' },
    },
    FunctionName: true,
    PackageType: true,
    RecursiveLoop: { accepted: 'loops are not detected' },
    ReservedConcurrentExecutions: true,
    RuntimeManagementConfig: { accepted: 'there is one runtime: the Node.js that runs Snowglobe' },
    SnapStart: { accepted: 'initialisation is not snapshotted' },
    Tags: true,
    VpcConfig: { accepted: 'functions run without a VPC' },
  },
  async create(properties, context) {
    const name: string = properties.FunctionName ?? context.physicalName({ maxLength: 64 });
    await context.api<FunctionConfiguration>('lambda', 'CreateFunction', {
      FunctionName: name,
      Code: codeOf(properties.Code, properties.Runtime, context),
      ...parametersOf(properties),
      ...(properties.Architectures && { Architectures: properties.Architectures }),
      ...(properties.PackageType && { PackageType: properties.PackageType }),
      Tags: tagsOf(properties, context),
    });
    await reserveConcurrency(name, properties, {}, context);
    return stateOf(name, context);
  },
  async update(properties, previous, state, context) {
    const FunctionName = state.physicalId;
    if (!same(parametersOf(properties), parametersOf(previous))) {
      await context.api('lambda', 'UpdateFunctionConfiguration', {
        FunctionName,
        ...parametersOf(properties, previous),
      });
    }
    if (!same([properties.Code, properties.Architectures], [previous.Code, previous.Architectures])) {
      const { Architectures = ['x86_64'] } = properties;
      await context.api('lambda', 'UpdateFunctionCode', {
        FunctionName,
        ...codeOf(properties.Code, properties.Runtime, context),
        Architectures,
      });
    }
    await reserveConcurrency(FunctionName, properties, previous, context);
    const after = stateOf(FunctionName, context);
    await changeTags(String(after.attributes.Arn), properties, previous, context);
    return after;
  },
  async delete(state, _properties, context) {
    await context.api('lambda', 'DeleteFunction', { FunctionName: state.physicalId }).catch(unlessMissing);
  },
};
