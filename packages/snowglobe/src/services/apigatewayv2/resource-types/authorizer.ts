import type { CreateAuthorizerResponse } from '@aws-sdk/client-apigatewayv2';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { given } from './given.ts';
import { unlessMissing } from './unless-missing.ts';

const passed = [
  'ApiId',
  'AuthorizerCredentialsArn',
  'AuthorizerPayloadFormatVersion',
  'AuthorizerResultTtlInSeconds',
  'AuthorizerType',
  'AuthorizerUri',
  'EnableSimpleResponses',
  'IdentitySource',
  'IdentityValidationExpression',
  'JwtConfiguration',
  'Name',
] as const;

export const authorizerType: ResourceType = {
  type: 'AWS::ApiGatewayV2::Authorizer',
  properties: {
    ApiId: true,
    AuthorizerCredentialsArn: true,
    AuthorizerPayloadFormatVersion: true,
    AuthorizerResultTtlInSeconds: true,
    AuthorizerType: true,
    AuthorizerUri: true,
    EnableSimpleResponses: true,
    IdentitySource: true,
    IdentityValidationExpression: true,
    JwtConfiguration: true,
    Name: true,
  },

  async create(properties, context) {
    const input = { IdentitySource: [], ...given(properties, ...passed) };
    const made = await context.api<CreateAuthorizerResponse>('apigatewayv2', 'CreateAuthorizer', input);
    const AuthorizerId = made.AuthorizerId ?? '';
    return { physicalId: AuthorizerId, attributes: { AuthorizerId } };
  },

  async update(properties, _previous, state, context) {
    const input = { ...given(properties, ...passed), AuthorizerId: state.physicalId };
    await context.api('apigatewayv2', 'UpdateAuthorizer', input);
    return state;
  },

  async delete(state, { ApiId }, context) {
    await unlessMissing(context.api('apigatewayv2', 'DeleteAuthorizer', { ApiId, AuthorizerId: state.physicalId }));
  },
};
