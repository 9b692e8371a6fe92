import type { RequestValidator } from '@aws-sdk/client-api-gateway';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { call, given, replacement, unlessMissing } from './calls.ts';

export const requestValidatorType: ResourceType = {
  type: 'AWS::ApiGateway::RequestValidator',
  properties: { Name: true, RestApiId: true, ValidateRequestBody: true, ValidateRequestParameters: true },

  async create(properties, context) {
    const input = given(properties, 'Name', 'RestApiId', 'ValidateRequestBody', 'ValidateRequestParameters');
    const { id = '' } = await call<RequestValidator>(context, 'CreateRequestValidator', input);
    return { physicalId: id, attributes: { RequestValidatorId: id } };
  },

  async update(properties, _previous, state, context) {
    const { RestApiId: restApiId, ValidateRequestBody = false, ValidateRequestParameters = false } = properties;
    const patchOperations = [
      replacement('/validateRequestBody', ValidateRequestBody),
      replacement('/validateRequestParameters', ValidateRequestParameters),
    ];
    await call(context, 'UpdateRequestValidator', { restApiId, requestValidatorId: state.physicalId, patchOperations });
    return state;
  },

  async delete(state, { RestApiId: restApiId }, context) {
    const requestValidatorId = state.physicalId;
    await unlessMissing(call(context, 'DeleteRequestValidator', { restApiId, requestValidatorId }));
  },
};
