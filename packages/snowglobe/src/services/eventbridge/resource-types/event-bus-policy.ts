import type { Globe } from '../../../contract/globe.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { busAddress, findBus } from '../bus.ts';
import { withWholeStatement } from '../bus-policy.ts';
import { unlessMissing } from './resource-tags.ts';

/** Statements are added one after the other: each reads the policy that the one before left. */
const lastAddition = new WeakMap<Globe, Promise<unknown>>();

async function add(properties: Properties, context: ResourceContext): Promise<void> {
  const before = lastAddition.get(context.globe) ?? Promise.resolve();
  const addition = before.catch(() => undefined).then(() => addNow(properties, context));
  lastAddition.set(context.globe, addition);
  await addition;
}

async function addNow(properties: Properties, context: ResourceContext): Promise<void> {
  const { EventBusName, StatementId, Statement, Action, Principal, Condition } = properties;
  if (Statement === undefined) {
    const input = { EventBusName, StatementId, Action, Principal, Condition };
    await context.api('eventbridge', 'PutPermission', input);
    return;
  }
  const policy = findBus(context.globe, busAddress(EventBusName, context.scope))?.policy;
  const Policy = withWholeStatement(policy, { ...Statement, Sid: StatementId });
  await context.api('eventbridge', 'PutPermission', { EventBusName, Policy });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html */
export const eventBusPolicyType: ResourceType = {
  type: 'AWS::Events::EventBusPolicy',
  properties: {
    Action: true,
    Condition: true,
    EventBusName: true,
    Principal: true,
    Statement: true,
    StatementId: true,
  },
  async create(properties, context) {
    await add(properties, context);
    return { physicalId: `${properties.EventBusName ?? 'default'}|${properties.StatementId}`, attributes: {} };
  },
  async update(properties, _previous, state, context) {
    await add(properties, context);
    return state;
  },
  async delete(_state, { EventBusName, StatementId }, context) {
    await context.api('eventbridge', 'RemovePermission', { EventBusName, StatementId }).catch(unlessMissing);
  },
};
