import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { call, replacement } from './calls.ts';

export const accountType: ResourceType = {
  type: 'AWS::ApiGateway::Account',
  properties: { CloudWatchRoleArn: true },

  async create(properties, context) {
    await put(properties, context);
    const Id = context.physicalName();
    return { physicalId: Id, attributes: { Id } };
  },

  async update(properties, _previous, state, context) {
    await put(properties, context);
    return state;
  },

  // AWS keeps the account's settings when the resource goes: others in the account may need them.
  async delete() {},
};

async function put({ CloudWatchRoleArn }: Properties, context: ResourceContext): Promise<void> {
  const patchOperations = [replacement('/cloudwatchRoleArn', CloudWatchRoleArn)];
  await call(context, 'UpdateAccount', { patchOperations });
}
