import { formatArn } from '../../../contract/arn.ts';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { arnResource } from '../parameter-name.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html */
export const parameterType: ResourceType = {
  type: 'AWS::SSM::Parameter',
  properties: {
    AllowedPattern: true,
    DataType: true,
    Description: true,
    Name: true,
    Tags: true,
    Tier: true,
    Type: true,
    Value: true,
  },

  async create(properties, context) {
    const name: string = properties.Name ?? context.physicalName({ maxLength: 1011 });
    const tags = Object.entries(tagsOf(properties, context)).map(([Key, Value]) => ({ Key, Value }));
    await context.api('ssm', 'PutParameter', { ...inputOf(name, properties), Tags: tags });
    return stateOf(name, properties, context);
  },

  async update(properties, previous, state, context) {
    const name = state.physicalId;
    await context.api('ssm', 'PutParameter', { ...inputOf(name, properties), Overwrite: true });
    await changeTags(name, tagsOf(previous, context), tagsOf(properties, context), context);
    return stateOf(name, properties, context);
  },

  async delete(state, _properties, context) {
    try {
      await context.api('ssm', 'DeleteParameter', { Name: state.physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === 'ParameterNotFound')) throw error;
    }
  },
};

function inputOf(name: string, { AllowedPattern, DataType, Description, Tier, Type, Value }: Properties): object {
  return {
    Name: name,
    Type,
    Value: String(Value),
    ...(AllowedPattern !== undefined && { AllowedPattern }),
    ...(DataType !== undefined && { DataType }),
    ...(Description !== undefined && { Description }),
    ...(Tier !== undefined && { Tier }),
  };
}

/** The type's own tags are a map. */
function tagsOf(properties: Properties, { stackTags }: ResourceContext): Readonly<Record<string, string>> {
  const stack = stackTags.filter(({ Key }) => !Key.startsWith('aws:')).map(({ Key, Value }) => [Key, Value]);
  const own = Object.entries(properties.Tags ?? {}).map(([key, value]) => [key, String(value)]);
  return Object.fromEntries([...stack, ...own]);
}

async function changeTags(
  name: string,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  context: ResourceContext,
): Promise<void> {
  const resource = { ResourceType: 'Parameter', ResourceId: name };
  const TagKeys = Object.keys(before).filter((key) => !(key in after));
  const Tags = Object.entries(after).map(([Key, Value]) => ({ Key, Value }));
  if (TagKeys.length > 0) await context.api('ssm', 'RemoveTagsFromResource', { ...resource, TagKeys });
  if (Tags.length > 0) await context.api('ssm', 'AddTagsToResource', { ...resource, Tags });
}

function stateOf(name: string, properties: Properties, { scope }: ResourceContext): ResourceState {
  return {
    physicalId: name,
    attributes: {
      Arn: formatArn('ssm', scope, arnResource(name)),
      Type: properties.Type,
      Value: String(properties.Value),
    },
  };
}
