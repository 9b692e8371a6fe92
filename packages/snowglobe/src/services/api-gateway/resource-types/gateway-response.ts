import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { call, given, unlessMissing } from './calls.ts';

export const gatewayResponseType: ResourceType = {
  type: 'AWS::ApiGateway::GatewayResponse',
  properties: {
    ResponseParameters: true,
    ResponseTemplates: true,
    ResponseType: true,
    RestApiId: true,
    StatusCode: true,
  },

  async create(properties, context) {
    await put(properties, context);
    const Id = `${properties.RestApiId}|${properties.ResponseType}`;
    return { physicalId: Id, attributes: { Id } };
  },

  async update(properties, _previous, state, context) {
    await put(properties, context);
    return state;
  },

  async delete(_state, properties, context) {
    await unlessMissing(call(context, 'DeleteGatewayResponse', given(properties, 'ResponseType', 'RestApiId')));
  },
};

async function put(properties: Properties, context: ResourceContext): Promise<void> {
  const content = given(properties, 'ResponseParameters', 'ResponseTemplates', 'StatusCode');
  await call(context, 'PutGatewayResponse', { ...given(properties, 'ResponseType', 'RestApiId'), ...content });
}
