import type { Authorizer } from '@aws-sdk/client-api-gateway';
import type { Properties, ResourceType } from '../../../contract/resource-type.ts';
import { call, escaped, given, replacements, unlessMissing } from './calls.ts';

const simple = [
  'AuthType',
  'AuthorizerCredentials',
  'AuthorizerResultTtlInSeconds',
  'AuthorizerUri',
  'IdentitySource',
  'IdentityValidationExpression',
  'Name',
  'Type',
] as const;

export const authorizerType: ResourceType = {
  type: 'AWS::ApiGateway::Authorizer',
  properties: {
    AuthType: true,
    AuthorizerCredentials: true,
    AuthorizerResultTtlInSeconds: true,
    AuthorizerUri: true,
    IdentitySource: true,
    IdentityValidationExpression: true,
    Name: true,
    ProviderARNs: true,
    RestApiId: true,
    Type: true,
  },

  async create(properties, context) {
    const { id = '' } = await call<Authorizer>(context, 'CreateAuthorizer', {
      ...given(properties, ...simple, 'RestApiId'),
      ...(properties.ProviderARNs !== undefined && { providerARNs: properties.ProviderARNs }),
    });
    return { physicalId: id, attributes: { AuthorizerId: id } };
  },

  async update(properties, previous, state, context) {
    const { RestApiId: restApiId } = properties;
    const patchOperations = [...replacements(properties, previous, ...simple), ...poolChanges(properties, previous)];
    await call(context, 'UpdateAuthorizer', { restApiId, authorizerId: state.physicalId, patchOperations });
    return state;
  },

  async delete(state, { RestApiId: restApiId }, context) {
    await unlessMissing(call(context, 'DeleteAuthorizer', { restApiId, authorizerId: state.physicalId }));
  },
};

/** New pools first, because an authorizer is never without. */
function poolChanges(properties: Properties, previous: Properties) {
  const wanted: readonly string[] = properties.ProviderARNs ?? [];
  const before: readonly string[] = previous.ProviderARNs ?? [];
  const change = (op: 'add' | 'remove') => (arn: string) => ({ op, path: `/providerARNs/${escaped(arn)}` });
  return [
    ...wanted.filter((each) => !before.includes(each)).map(change('add')),
    ...before.filter((each) => !wanted.includes(each)).map(change('remove')),
  ];
}
