import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './stream.ts';

async function putPolicy(properties: Properties, context: ResourceContext) {
  const ResourceARN: string = properties.ResourceArn;
  const Policy = JSON.stringify(properties.ResourcePolicy);
  await context.api('kinesis', 'PutResourcePolicy', { ResourceARN, Policy });
  return { physicalId: ResourceARN, attributes: {} };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-resourcepolicy.html */
export const resourcePolicyType: ResourceType = {
  type: 'AWS::Kinesis::ResourcePolicy',
  properties: { ResourceArn: true, ResourcePolicy: true },
  create: putPolicy,
  update: (properties, _previous, _state, context) => putPolicy(properties, context),
  async delete(state, _properties, context) {
    await context.api('kinesis', 'DeleteResourcePolicy', { ResourceARN: state.physicalId }).catch(unlessMissing);
  },
};
