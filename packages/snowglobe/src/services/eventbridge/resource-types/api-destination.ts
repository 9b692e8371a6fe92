import type { CreateApiDestinationResponse } from '@aws-sdk/client-eventbridge';
import type { Properties, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './resource-tags.ts';

const settingsOf = ({
  ConnectionArn,
  Description,
  HttpMethod,
  InvocationEndpoint,
  InvocationRateLimitPerSecond: rate,
}: Properties) => ({
  ConnectionArn,
  Description,
  HttpMethod,
  InvocationEndpoint,
  InvocationRateLimitPerSecond: rate === undefined ? undefined : Number(rate),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-apidestination.html */
export const apiDestinationType: ResourceType = {
  type: 'AWS::Events::ApiDestination',
  properties: {
    ConnectionArn: true,
    Description: true,
    HttpMethod: true,
    InvocationEndpoint: true,
    InvocationRateLimitPerSecond: true,
    Name: true,
  },
  async create(properties, context) {
    const Name: string = properties.Name ?? context.physicalName({ maxLength: 64 });
    const input = { Name, ...settingsOf(properties) };
    const made = await context.api<CreateApiDestinationResponse>('eventbridge', 'CreateApiDestination', input);
    const Arn = made.ApiDestinationArn ?? '';
    return { physicalId: Name, attributes: { Arn, ArnForPolicy: Arn.replace(/\/[^/]*$/, '') } };
  },
  async update(properties, _previous, state, context) {
    await context.api('eventbridge', 'UpdateApiDestination', { Name: state.physicalId, ...settingsOf(properties) });
    return state;
  },
  async delete(state, _properties, context) {
    await context.api('eventbridge', 'DeleteApiDestination', { Name: state.physicalId }).catch(unlessMissing);
  },
};
