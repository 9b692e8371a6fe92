import type { Properties, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './tolerance.ts';

function parametersOf(properties: Properties): object {
  const { FunctionName, Qualifier, DestinationConfig, MaximumEventAgeInSeconds, MaximumRetryAttempts } = properties;
  return {
    FunctionName,
    Qualifier,
    ...(DestinationConfig !== undefined && { DestinationConfig }),
    ...(MaximumEventAgeInSeconds !== undefined && { MaximumEventAgeInSeconds: Number(MaximumEventAgeInSeconds) }),
    ...(MaximumRetryAttempts !== undefined && { MaximumRetryAttempts: Number(MaximumRetryAttempts) }),
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const eventInvokeConfigType: ResourceType = {
  type: 'AWS::Lambda::EventInvokeConfig',
  properties: {
    DestinationConfig: true,
    FunctionName: true,
    MaximumEventAgeInSeconds: true,
    MaximumRetryAttempts: true,
    Qualifier: true,
  },
  async create(properties, context) {
    await context.api('lambda', 'PutFunctionEventInvokeConfig', parametersOf(properties));
    return { physicalId: `${properties.FunctionName}|${properties.Qualifier}`, attributes: {} };
  },
  async update(properties, _previous, state, context) {
    await context.api('lambda', 'PutFunctionEventInvokeConfig', parametersOf(properties));
    return state;
  },
  async delete(_state, properties, context) {
    const { FunctionName, Qualifier } = properties;
    await context.api('lambda', 'DeleteFunctionEventInvokeConfig', { FunctionName, Qualifier }).catch(unlessMissing);
  },
};
