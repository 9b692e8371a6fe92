import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './unless-missing.ts';

export const subscriptionFilterType: ResourceType = {
  type: 'AWS::Logs::SubscriptionFilter',
  properties: {
    DestinationArn: true,
    Distribution: true,
    FilterName: true,
    FilterPattern: true,
    LogGroupName: true,
    RoleArn: true,
  },

  async create(properties, context) {
    const filterName: string = properties.FilterName ?? context.physicalName({ maxLength: 512 });
    await put(filterName, properties, context);
    return { physicalId: filterName, attributes: {} };
  },

  async update(properties, _previous, state, context) {
    await put(state.physicalId, properties, context);
    return state;
  },

  async delete(state, { LogGroupName: logGroupName }, context) {
    const filterName = state.physicalId;
    await unlessMissing(context.api('cloudwatch-logs', 'DeleteSubscriptionFilter', { logGroupName, filterName }));
  },
};

async function put(filterName: string, properties: Properties, context: ResourceContext): Promise<void> {
  const { DestinationArn, Distribution, FilterPattern, LogGroupName, RoleArn } = properties;
  await context.api('cloudwatch-logs', 'PutSubscriptionFilter', {
    filterName,
    logGroupName: LogGroupName,
    filterPattern: FilterPattern,
    destinationArn: DestinationArn,
    ...(Distribution !== undefined && { distribution: Distribution }),
    ...(RoleArn !== undefined && { roleArn: RoleArn }),
  });
}
