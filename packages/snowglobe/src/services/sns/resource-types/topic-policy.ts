import type { ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './unless-missing.ts';

/** An empty policy gives topics their default one back. */
async function setPolicy(topicArns: readonly string[], policy: string, context: ResourceContext): Promise<void> {
  for (const TopicArn of topicArns) {
    await context.api('sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue: policy });
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const topicPolicyType: ResourceType = {
  type: 'AWS::SNS::TopicPolicy',
  properties: { PolicyDocument: true, Topics: true },
  async create(properties, context) {
    await setPolicy(properties.Topics, JSON.stringify(properties.PolicyDocument), context);
    const physicalId = context.physicalName();
    return { physicalId, attributes: { Id: physicalId } };
  },
  async update(properties, previous, state, context) {
    const kept = new Set<string>(properties.Topics);
    const dropped = previous.Topics.filter((arn: string) => !kept.has(arn));
    await setPolicy(dropped, '', context).catch(unlessMissing);
    await setPolicy(properties.Topics, JSON.stringify(properties.PolicyDocument), context);
    return state;
  },
  async delete(_state, properties, context) {
    for (const arn of properties.Topics) await setPolicy([arn], '', context).catch(unlessMissing);
  },
};
