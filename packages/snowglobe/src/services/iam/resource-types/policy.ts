import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { holderCall, policyText, unlessMissing } from './holder-policies.ts';
import { holdersGone, holdersIn } from './policy-holders.ts';

/** An inline policy put on several roles, users and groups. */
export const policyType: ResourceType = {
  type: 'AWS::IAM::Policy',
  properties: { Groups: true, PolicyDocument: true, PolicyName: true, Roles: true, Users: true },

  async create(properties, context) {
    await putOnHolders(properties, context);
    const physicalId = context.physicalName({ maxLength: 128 });
    return { physicalId, attributes: { Id: physicalId } };
  },

  async update(properties, previous, state, context) {
    await putOnHolders(properties, context);
    const renamed = properties.PolicyName !== previous.PolicyName;
    const gone = renamed ? holdersIn(previous) : holdersGone(properties, previous);
    await takeFromHolders(gone, previous.PolicyName, context);
    return state;
  },

  async delete(_state, properties, context) {
    await takeFromHolders(holdersIn(properties), properties.PolicyName, context);
  },
};

async function putOnHolders(properties: Properties, context: ResourceContext): Promise<void> {
  const input = { PolicyName: properties.PolicyName, PolicyDocument: policyText(properties.PolicyDocument) };
  for (const { holder, name } of holdersIn(properties)) {
    await holderCall(context, `Put${holder}Policy`, holder, name, input);
  }
}

async function takeFromHolders(
  holders: ReturnType<typeof holdersIn>,
  PolicyName: string,
  context: ResourceContext,
): Promise<void> {
  for (const { holder, name } of holders) {
    await unlessMissing(holderCall(context, `Delete${holder}Policy`, holder, name, { PolicyName }));
  }
}
