import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './unless-missing.ts';

const setPolicy = (TopicArn: string, AttributeValue: string, context: ResourceContext) =>
  context.api('sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue });

const textOf = ({ PolicyDocument }: Properties) => JSON.stringify(PolicyDocument);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicinlinepolicy.html */
export const topicInlinePolicyType: ResourceType = {
  type: 'AWS::SNS::TopicInlinePolicy',
  properties: { PolicyDocument: true, TopicArn: true },
  async create(properties, context) {
    await setPolicy(properties.TopicArn, textOf(properties), context);
    return { physicalId: properties.TopicArn, attributes: {} };
  },
  async update(properties, _previous, state, context) {
    await setPolicy(state.physicalId, textOf(properties), context);
    return state;
  },
  /** An empty policy gives the topic its default one back. */
  async delete(state, _properties, context) {
    await setPolicy(state.physicalId, '', context).catch(unlessMissing);
  },
};
