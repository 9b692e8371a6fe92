import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { call, given, unlessMissing } from './calls.ts';

export const methodType: ResourceType = {
  type: 'AWS::ApiGateway::Method',
  properties: {
    ApiKeyRequired: true,
    AuthorizationScopes: true,
    AuthorizationType: true,
    AuthorizerId: true,
    HttpMethod: true,
    Integration: true,
    MethodResponses: true,
    OperationName: true,
    RequestModels: true,
    RequestParameters: true,
    RequestValidatorId: true,
    ResourceId: true,
    RestApiId: true,
  },

  async create(properties, context) {
    await putMethod(properties, context);
    const { RestApiId, ResourceId, HttpMethod } = properties;
    return { physicalId: `${RestApiId}|${ResourceId}|${HttpMethod}`, attributes: {} };
  },

  async update(properties, previous, state, context) {
    // Stages serve what was deployed, so nobody sees the moment in between.
    await unlessMissing(call(context, 'DeleteMethod', addressIn(previous)));
    await putMethod(properties, context);
    return state;
  },

  async delete(_state, properties, context) {
    await unlessMissing(call(context, 'DeleteMethod', addressIn(properties)));
  },
};

function addressIn(properties: Properties): Properties {
  return given(properties, 'HttpMethod', 'ResourceId', 'RestApiId');
}

/** Parts of a method that the template leaves out keep AWS's defaults. */
async function putMethod(properties: Properties, context: ResourceContext): Promise<void> {
  const address = addressIn(properties);
  await call(context, 'PutMethod', {
    ...address,
    authorizationType: 'NONE',
    ...given(properties, 'ApiKeyRequired', 'AuthorizationScopes', 'AuthorizationType', 'AuthorizerId'),
    ...given(properties, 'OperationName', 'RequestModels', 'RequestParameters', 'RequestValidatorId'),
  });
  const responses: readonly Properties[] = properties.MethodResponses ?? [];
  for (const response of responses) {
    const parts = given(response, 'ResponseModels', 'ResponseParameters', 'StatusCode');
    await call(context, 'PutMethodResponse', { ...address, ...parts });
  }
  if (properties.Integration) await putIntegration(address, properties.Integration, context);
}

async function putIntegration(address: Properties, integration: Properties, context: ResourceContext): Promise<void> {
  await call(context, 'PutIntegration', {
    ...address,
    ...given(integration, 'CacheKeyParameters', 'CacheNamespace', 'ConnectionId', 'ConnectionType', 'ContentHandling'),
    ...given(integration, 'Credentials', 'IntegrationHttpMethod', 'PassthroughBehavior', 'RequestParameters'),
    ...given(integration, 'RequestTemplates', 'ResponseTransferMode', 'TimeoutInMillis', 'TlsConfig', 'Type', 'Uri'),
  });
  const responses: readonly Properties[] = integration.IntegrationResponses ?? [];
  for (const response of responses) {
    const parts = given(response, 'ContentHandling', 'ResponseParameters', 'ResponseTemplates', 'SelectionPattern');
    await call(context, 'PutIntegrationResponse', { ...address, ...parts, statusCode: response.StatusCode });
  }
}
