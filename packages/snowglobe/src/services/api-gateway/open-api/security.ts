import type { CreateAuthorizerRequest, Method } from '@aws-sdk/client-api-gateway';
import { createAuthorizer, putAuthorizer } from '../authorizer.ts';
import { badRequest } from '../errors.ts';
import { type Place, rowsOf } from '../rows.ts';
import { type AuthorizerRow, authorizers } from '../tables.ts';
import { type ApiDocument, securitySchemesIn } from './document.ts';
import { isMembers, listAt, type Members, membersAt, numberAt, present, textAt, textsAt } from './members.ts';

/** What a security scheme of the document means to a method. */
export type Guard = (scopes: readonly string[]) => Partial<Method>;

const types: Readonly<Record<string, CreateAuthorizerRequest['type']>> = {
  token: 'TOKEN',
  request: 'REQUEST',
  cognito_user_pools: 'COGNITO_USER_POOLS',
};

/** Puts the authorizers of the document, and tells what each scheme means. */
export function importSecurity(place: Place, apiId: string, document: ApiDocument): ReadonlyMap<string, Guard> {
  return new Map(securitySchemesIn(document).map(([name, scheme]) => [name, guardOf(place, apiId, name, scheme)]));
}

function guardOf(place: Place, apiId: string, name: string, scheme: Members): Guard {
  const authType = textAt(scheme, 'x-amazon-apigateway-authtype')?.toLowerCase();
  if (authType === 'awssigv4') return () => ({ authorizationType: 'AWS_IAM' });
  const given = membersAt(scheme, 'x-amazon-apigateway-authorizer');
  if (Object.keys(given).length > 0) {
    const { id, type } = putFrom(place, apiId, name, scheme, given);
    const authorizationType = type === 'COGNITO_USER_POOLS' ? type : 'CUSTOM';
    return (scopes) => ({
      authorizationType,
      authorizerId: id,
      ...(scopes.length > 0 && { authorizationScopes: [...scopes] }),
    });
  }
  const isKey = textAt(scheme, 'type') === 'apiKey' && textAt(scheme, 'name')?.toLowerCase() === 'x-api-key';
  return () => (isKey ? { apiKeyRequired: true } : {});
}

function putFrom(place: Place, apiId: string, name: string, scheme: Members, given: Members): AuthorizerRow {
  const kind = textAt(given, 'type')?.toLowerCase() ?? '';
  const type = types[kind];
  if (!type) throw badRequest(`Invalid authorizer type specified: ${kind}`);
  const header = textAt(scheme, 'name');
  const source = textAt(given, 'identitySource');
  const input: CreateAuthorizerRequest = {
    restApiId: apiId,
    name,
    type,
    ...present<CreateAuthorizerRequest>({
      authType: textAt(scheme, 'x-amazon-apigateway-authtype'),
      authorizerUri: textAt(given, 'authorizerUri'),
      authorizerCredentials: textAt(given, 'authorizerCredentials'),
      authorizerResultTtlInSeconds: numberAt(given, 'authorizerResultTtlInSeconds'),
      identityValidationExpression: textAt(given, 'identityValidationExpression'),
      identitySource: source ?? (header === undefined ? undefined : `method.request.header.${header}`),
      providerARNs: listAt(given, 'providerARNs').length > 0 ? [...textsAt(given, 'providerARNs')] : undefined,
    }),
  };
  const known = [...rowsOf(place, authorizers, apiId).range()].find((each) => each.name === name);
  if (!known) return createAuthorizer(place, input);
  const { restApiId: _api, ...changed } = input;
  return putAuthorizer(place, apiId, { ...known, ...changed, name, type });
}

/** What a method asks of its callers: its own words before those of the document. */
export function methodSecurity(root: Members, operation: Members, guards: ReadonlyMap<string, Guard>): Partial<Method> {
  const own = textAt(membersAt(operation, 'x-amazon-apigateway-auth'), 'type')?.toUpperCase();
  const wanted = 'security' in operation ? listAt(operation, 'security') : listAt(root, 'security');
  const asked = wanted
    .flatMap((each) => (isMembers(each) ? Object.entries(each) : []))
    .map(([name, scopes]) => guards.get(name)?.(Array.isArray(scopes) ? scopes.map(String) : []) ?? {});
  const method = Object.assign({ authorizationType: 'NONE', apiKeyRequired: false }, ...asked) as Partial<Method>;
  return own === 'AWS_IAM' || own === 'NONE' ? { ...method, authorizationType: own } : method;
}
