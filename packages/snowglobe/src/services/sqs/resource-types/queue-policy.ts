import type { ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './queue.ts';

async function setPolicy(queueUrls: readonly string[], policy: string, context: ResourceContext): Promise<void> {
  for (const QueueUrl of queueUrls) {
    await context.api('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy: policy } });
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const queuePolicyType: ResourceType = {
  type: 'AWS::SQS::QueuePolicy',
  properties: { PolicyDocument: true, Queues: true },
  async create(properties, context) {
    await setPolicy(properties.Queues, JSON.stringify(properties.PolicyDocument), context);
    const physicalId = context.physicalName();
    return { physicalId, attributes: { Id: physicalId } };
  },
  async update(properties, previous, state, context) {
    const kept = new Set<string>(properties.Queues);
    const dropped = previous.Queues.filter((url: string) => !kept.has(url));
    await setPolicy(dropped, '', context).catch(unlessMissing);
    await setPolicy(properties.Queues, JSON.stringify(properties.PolicyDocument), context);
    return state;
  },
  async delete(_state, properties, context) {
    for (const url of properties.Queues) await setPolicy([url], '', context).catch(unlessMissing);
  },
};
