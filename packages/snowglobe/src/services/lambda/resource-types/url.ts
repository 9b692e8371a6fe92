import type { FunctionUrlConfig } from '@aws-sdk/client-lambda';
import type { Properties, ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './tolerance.ts';

function parametersOf(properties: Properties): object {
  const { TargetFunctionArn, Qualifier, AuthType, Cors, InvokeMode } = properties;
  return {
    FunctionName: TargetFunctionArn,
    AuthType,
    Cors: Cors ?? {},
    ...(Qualifier !== undefined && { Qualifier }),
    InvokeMode: InvokeMode ?? 'BUFFERED',
  };
}

const stateOf = ({ FunctionArn = '', FunctionUrl }: FunctionUrlConfig): ResourceState => ({
  physicalId: FunctionArn,
  attributes: { FunctionArn, FunctionUrl },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html */
export const urlType: ResourceType = {
  type: 'AWS::Lambda::Url',
  properties: { AuthType: true, Cors: true, InvokeMode: true, Qualifier: true, TargetFunctionArn: true },
  async create(properties, context) {
    const made = await context.api<FunctionUrlConfig>('lambda', 'CreateFunctionUrlConfig', parametersOf(properties));
    return stateOf(made);
  },
  async update(properties, _previous, _state, context) {
    const changed = await context.api<FunctionUrlConfig>('lambda', 'UpdateFunctionUrlConfig', parametersOf(properties));
    return stateOf(changed);
  },
  async delete(_state, properties, context) {
    const { TargetFunctionArn: FunctionName, Qualifier } = properties;
    const input = { FunctionName, ...(Qualifier !== undefined && { Qualifier }) };
    await context.api('lambda', 'DeleteFunctionUrlConfig', input).catch(unlessMissing);
  },
};
