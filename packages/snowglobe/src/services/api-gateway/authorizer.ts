import type { CreateAuthorizerRequest } from '@aws-sdk/client-api-gateway';
import { authorizerInUse, authorizerTaken, badRequest } from './errors.ts';
import { limits } from './limits.ts';
import { amount, item, type PatchRules, text } from './patch.ts';
import { newId, type Place, partsOf, rowsOf } from './rows.ts';
import { type AuthorizerRow, authorizers, resources } from './tables.ts';

export const authorizerPatches: PatchRules = {
  '/name': text('name'),
  '/type': text('type'),
  '/authType': text('authType'),
  '/authorizerUri': text('authorizerUri'),
  '/authorizerCredentials': text('authorizerCredentials'),
  '/authorizerResultTtlInSeconds': amount('authorizerResultTtlInSeconds'),
  '/identitySource': text('identitySource'),
  '/identityValidationExpression': text('identityValidationExpression'),
  '/providerARNs/{}': item('providerARNs'),
};

export function createAuthorizer(place: Place, input: CreateAuthorizerRequest): AuthorizerRow {
  const { restApiId, name = '', type, ...given } = input;
  if (!type)
    throw badRequest('Invalid authorizer type specified. Valid options are TOKEN, REQUEST, COGNITO_USER_POOLS');
  const authType = type === 'COGNITO_USER_POOLS' ? 'cognito_user_pools' : 'custom';
  const ttl = type === 'COGNITO_USER_POOLS' ? {} : { authorizerResultTtlInSeconds: limits.authorizerTtlSeconds };
  return putAuthorizer(place, restApiId, { authType, ...ttl, ...given, id: newId(place.globe, 6), name, type });
}

/** Puts the authorizer when API Gateway takes it. */
export function putAuthorizer(place: Place, apiId: string | undefined, authorizer: AuthorizerRow): AuthorizerRow {
  const rows = partsOf(place, authorizers, apiId);
  const twin = [...rows.range()].find((each) => each.name === authorizer.name && each.id !== authorizer.id);
  if (twin) throw authorizerTaken(authorizer.name);
  check(authorizer);
  rows.put(authorizer);
  return authorizer;
}

const functionUri = /^arn:[^:]+:apigateway:[^:]*:lambda:path\/2015-03-31\/functions\/.+\/invocations$/;
const poolArn = /^arn:[^:]+:cognito-idp:[^:]+:\d{12}:userpool\/\S+$/;
const sourceForm = /^(method\.request\.(header|querystring)\.\S+|stageVariables\.\S+|context\.\S+)$/;

function check(authorizer: AuthorizerRow): void {
  const {
    name,
    type,
    authorizerUri = '',
    providerARNs = [],
    identitySource,
    authorizerResultTtlInSeconds: ttl = 0,
  } = authorizer;
  if (name.trim() === '') throw badRequest('Authorizer name cannot be empty');
  if (ttl < 0 || ttl > limits.maximumAuthorizerTtlSeconds) {
    throw badRequest('Authorizer result ttl must be between 0 and 3600 seconds');
  }
  if (type === 'COGNITO_USER_POOLS') {
    if (providerARNs.length === 0 || !providerARNs.every((each) => poolArn.test(each))) {
      throw badRequest('Invalid Cognito user pool ARN specified');
    }
  } else if (!functionUri.test(authorizerUri)) {
    throw badRequest('Invalid Authorizer URI: it must be of a Lambda function');
  }
  const sources = sourcesOf(authorizer);
  const single = type === 'REQUEST' || /^method\.request\.header\.\S+$/.test(identitySource ?? '');
  if (!single || !sources.every((source) => sourceForm.test(source))) {
    throw badRequest(`Invalid mapping expression specified: ${identitySource ?? ''}`);
  }
  if (type === 'REQUEST' && ttl > 0 && sources.length === 0) {
    throw badRequest('Identity source is required when the results of a REQUEST authorizer are cached');
  }
}

/** `method.request.header.A, method.request.querystring.b` one by one. */
export function sourcesOf({ identitySource = '' }: AuthorizerRow): readonly string[] {
  return identitySource
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '');
}

export function deleteAuthorizer(place: Place, apiId: string | undefined, { id }: AuthorizerRow): void {
  const methods = [...rowsOf(place, resources, apiId).range()].flatMap((each) => Object.values(each.methods));
  if (methods.some((method) => method.authorizerId === id)) throw authorizerInUse();
  rowsOf(place, authorizers, apiId).delete(id);
}
