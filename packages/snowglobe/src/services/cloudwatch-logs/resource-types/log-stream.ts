import type { ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './unless-missing.ts';

export const logStreamType: ResourceType = {
  type: 'AWS::Logs::LogStream',
  properties: { LogGroupName: true, LogStreamName: true },

  async create(properties, context) {
    const logStreamName: string = properties.LogStreamName ?? context.physicalName({ maxLength: 512 });
    const { LogGroupName: logGroupName } = properties;
    await context.api('cloudwatch-logs', 'CreateLogStream', { logGroupName, logStreamName });
    return { physicalId: logStreamName, attributes: {} };
  },

  async delete(state, { LogGroupName: logGroupName }, context) {
    const logStreamName = state.physicalId;
    await unlessMissing(context.api('cloudwatch-logs', 'DeleteLogStream', { logGroupName, logStreamName }));
  },
};
