import type { AliasConfiguration } from '@aws-sdk/client-lambda';
import type { Properties, ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './tolerance.ts';

function parametersOf(properties: Properties): object {
  const weights: readonly Properties[] = properties.RoutingConfig?.AdditionalVersionWeights ?? [];
  const AdditionalVersionWeights = Object.fromEntries(
    weights.map((weight) => [weight.FunctionVersion, Number(weight.FunctionWeight)]),
  );
  return {
    FunctionName: properties.FunctionName,
    Name: properties.Name,
    FunctionVersion: properties.FunctionVersion,
    Description: properties.Description ?? '',
    RoutingConfig: { AdditionalVersionWeights },
  };
}

const stateOf = ({ AliasArn = '' }: AliasConfiguration): ResourceState => ({
  physicalId: AliasArn,
  attributes: { AliasArn },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html */
export const aliasType: ResourceType = {
  type: 'AWS::Lambda::Alias',
  properties: {
    Description: true,
    FunctionName: true,
    FunctionVersion: true,
    Name: true,
    RoutingConfig: true,
  },
  async create(properties, context) {
    return stateOf(await context.api<AliasConfiguration>('lambda', 'CreateAlias', parametersOf(properties)));
  },
  async update(properties, _previous, _state, context) {
    return stateOf(await context.api<AliasConfiguration>('lambda', 'UpdateAlias', parametersOf(properties)));
  },
  async delete(_state, properties, context) {
    const { FunctionName, Name } = properties;
    await context.api('lambda', 'DeleteAlias', { FunctionName, Name }).catch(unlessMissing);
  },
};
