import type { SubscribeResponse } from '@aws-sdk/client-sns';
import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './unless-missing.ts';

/** Template properties that are subscription attributes of the same name. */
const attributeProperties = [
  'DeliveryPolicy',
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
  'ReplayPolicy',
  'SubscriptionRoleArn',
] as const;

/** What an attribute becomes when its property leaves the template. */
const whenRemoved: Readonly<Record<string, string>> = {
  DeliveryPolicy: '',
  FilterPolicy: '{}',
  FilterPolicyScope: 'MessageAttributes',
  RawMessageDelivery: 'false',
  RedrivePolicy: '',
  ReplayPolicy: '',
};

function attributesOf(properties: Properties): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of attributeProperties) {
    const value: object | string | boolean | undefined = properties[name];
    if (value !== undefined) attributes[name] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  return attributes;
}

/** The scope goes first when it widens, because the policy that follows may be nested; else last. */
function inOrder(changed: readonly string[], wanted: Readonly<Record<string, string>>): readonly string[] {
  const others = changed.filter((name) => name !== 'FilterPolicyScope');
  if (others.length === changed.length) return others;
  const isWider = wanted.FilterPolicyScope === 'MessageBody';
  return isWider ? ['FilterPolicyScope', ...others] : [...others, 'FilterPolicyScope'];
}

/** `Region` names where the topic is, when that is not the stack's region. */
function inTopicsRegion<Output>(
  { Region }: Properties,
  context: ResourceContext,
  operation: string,
  input: object,
): Promise<Output> {
  const { globe, scope, caller, cause } = context;
  const there = { ...scope, region: Region ?? scope.region };
  return globe.call<Output>({ service: 'sns', operation, input, scope: there, caller, cause });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const subscriptionType: ResourceType = {
  type: 'AWS::SNS::Subscription',
  properties: {
    ...Object.fromEntries(attributeProperties.map((name) => [name, true])),
    Endpoint: true,
    Protocol: true,
    Region: true,
    TopicArn: true,
  },
  async create(properties, context) {
    const { SubscriptionArn: arn = '' } = await inTopicsRegion<SubscribeResponse>(properties, context, 'Subscribe', {
      TopicArn: properties.TopicArn,
      Protocol: properties.Protocol,
      Endpoint: properties.Endpoint,
      Attributes: attributesOf(properties),
      ReturnSubscriptionArn: true,
    });
    return { physicalId: arn, attributes: { Arn: arn } };
  },
  async update(properties, previous, state, context) {
    const [before, wanted] = [attributesOf(previous), attributesOf(properties)];
    const changed = attributeProperties.filter((name) => wanted[name] !== before[name]);
    for (const AttributeName of inOrder(changed, wanted)) {
      const AttributeValue = wanted[AttributeName] ?? whenRemoved[AttributeName];
      const input = { SubscriptionArn: state.physicalId, AttributeName, AttributeValue };
      await inTopicsRegion(properties, context, 'SetSubscriptionAttributes', input);
    }
    return state;
  },
  async delete(state, properties, context) {
    const input = { SubscriptionArn: state.physicalId };
    await inTopicsRegion(properties, context, 'Unsubscribe', input).catch(unlessMissing);
  },
};
