import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './unless-missing.ts';

export const resourcePolicyType: ResourceType = {
  type: 'AWS::Logs::ResourcePolicy',
  properties: { PolicyDocument: true, PolicyName: true },

  async create(properties, context) {
    await put(properties, context);
    return { physicalId: properties.PolicyName, attributes: {} };
  },

  async update(properties, _previous, state, context) {
    await put(properties, context);
    return state;
  },

  async delete(state, _properties, context) {
    await unlessMissing(context.api('cloudwatch-logs', 'DeleteResourcePolicy', { policyName: state.physicalId }));
  },
};

async function put({ PolicyName: policyName, PolicyDocument }: Properties, context: ResourceContext): Promise<void> {
  const policyDocument = typeof PolicyDocument === 'string' ? PolicyDocument : JSON.stringify(PolicyDocument);
  await context.api('cloudwatch-logs', 'PutResourcePolicy', { policyName, policyDocument });
}
