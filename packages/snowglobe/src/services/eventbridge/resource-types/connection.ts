import type { CreateConnectionResponse, DescribeConnectionResponse } from '@aws-sdk/client-eventbridge';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './resource-tags.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-connection.html */
export const connectionType: ResourceType = {
  type: 'AWS::Events::Connection',
  properties: {
    AuthParameters: {
      ApiKeyAuthParameters: true,
      BasicAuthParameters: true,
      InvocationHttpParameters: true,
      OAuthParameters: true,
    },
    AuthorizationType: true,
    Description: true,
    Name: true,
  },
  async create(properties, context) {
    const { AuthParameters, AuthorizationType, Description } = properties;
    const Name: string = properties.Name ?? context.physicalName({ maxLength: 64 });
    const input = { Name, AuthParameters, AuthorizationType, Description };
    const { ConnectionArn: Arn } = await context.api<CreateConnectionResponse>(
      'eventbridge',
      'CreateConnection',
      input,
    );
    const described = await context.api<DescribeConnectionResponse>('eventbridge', 'DescribeConnection', { Name });
    return { physicalId: Name, attributes: { Arn, ArnForPolicy: Arn, SecretArn: described.SecretArn } };
  },
  async update(properties, _previous, state, context) {
    const { AuthParameters, AuthorizationType, Description } = properties;
    const Name = state.physicalId;
    await context.api('eventbridge', 'UpdateConnection', { Name, AuthParameters, AuthorizationType, Description });
    return state;
  },
  async delete(state, _properties, context) {
    await context.api('eventbridge', 'DeleteConnection', { Name: state.physicalId }).catch(unlessMissing);
  },
};
