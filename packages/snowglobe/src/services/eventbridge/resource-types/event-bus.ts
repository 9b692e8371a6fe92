import type { ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { busArn } from '../bus.ts';
import { allTags, changeTags, unlessMissing } from './resource-tags.ts';

const service = 'eventbridge';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const eventBusType: ResourceType = {
  type: 'AWS::Events::EventBus',
  properties: {
    DeadLetterConfig: true,
    Description: true,
    KmsKeyIdentifier: true,
    Name: true,
    Policy: true,
    Tags: true,
  },
  async create(properties, context) {
    const { Name, Description, DeadLetterConfig, KmsKeyIdentifier, Policy } = properties;
    const Tags = allTags(properties, context);
    await context.api(service, 'CreateEventBus', { Name, Description, DeadLetterConfig, KmsKeyIdentifier, Tags });
    if (Policy !== undefined) {
      await context.api(service, 'PutPermission', { EventBusName: Name, Policy: JSON.stringify(Policy) });
    }
    const Arn = busArn(context.scope, Name);
    const attributes = { Arn, Name, ...(Policy !== undefined && { Policy: JSON.stringify(Policy) }) };
    return { physicalId: Name, attributes } satisfies ResourceState;
  },
  async update(properties, previous, state, context) {
    const { Description = '', DeadLetterConfig, KmsKeyIdentifier = '', Policy } = properties;
    const Name = state.physicalId;
    await context.api(service, 'UpdateEventBus', { Name, Description, DeadLetterConfig, KmsKeyIdentifier });
    if (Policy !== undefined) {
      await context.api(service, 'PutPermission', { EventBusName: Name, Policy: JSON.stringify(Policy) });
    } else if (previous.Policy !== undefined) {
      await context.api(service, 'RemovePermission', { EventBusName: Name, RemoveAllPermissions: true });
    }
    await changeTags(busArn(context.scope, Name), properties, previous, context);
    return state;
  },
  async delete(state, _properties, context) {
    await context.api(service, 'DeleteEventBus', { Name: state.physicalId }).catch(unlessMissing);
  },
};
