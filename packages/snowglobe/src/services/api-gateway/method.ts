import type { Method } from '@aws-sdk/client-api-gateway';
import { badRequest } from './errors.ts';
import { entry, flag, item, type PatchRules, text } from './patch.ts';
import { modelOf, type Place, rowsOf, validatorOf } from './rows.ts';
import { authorizers } from './tables.ts';

export const methodPatches: PatchRules = {
  '/apiKeyRequired': flag('apiKeyRequired'),
  '/authorizationScopes/{}': item('authorizationScopes'),
  '/authorizationType': text('authorizationType'),
  '/authorizerId': text('authorizerId'),
  '/operationName': text('operationName'),
  '/requestValidatorId': text('requestValidatorId'),
  '/requestParameters/{}': entry('requestParameters', (value) => value === 'true'),
  '/requestModels/{}': entry('requestModels'),
};

const httpMethods = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

const authorizationTypes = ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'];

function checkAuthorization(place: Place, apiId: string | undefined, method: Method): void {
  const { authorizationType = 'NONE', authorizerId } = method;
  if (!authorizationTypes.includes(authorizationType)) {
    throw badRequest(
      `Invalid Authorization Type specified. Setting the authorization type to ${authorizationType} is not allowed.`,
    );
  }
  const wanted = authorizerTypes[authorizationType];
  if (wanted === undefined) return;
  if (!authorizerId)
    throw badRequest(
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    );
  const authorizer = rowsOf(place, authorizers, apiId).get(authorizerId);
  if (!authorizer || !wanted.includes(authorizer.type))
    throw badRequest(
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    );
}

/** What kind of authorizer a method's authorization type asks for. */
const authorizerTypes: Readonly<Record<string, readonly string[]>> = {
  CUSTOM: ['TOKEN', 'REQUEST'],
  COGNITO_USER_POOLS: ['COGNITO_USER_POOLS'],
};

/** The method, when API Gateway and the globe take it. */
export function checkedMethod(place: Place, apiId: string | undefined, method: Method): Method {
  if (!httpMethods.includes(method.httpMethod ?? '')) {
    throw badRequest(`Invalid HttpMethod specified. Valid options are ${httpMethods.join(',')}`);
  }
  checkAuthorization(place, apiId, method);
  if (method.requestValidatorId) validatorOf(place, apiId, method.requestValidatorId);
  for (const model of Object.values(method.requestModels ?? {})) {
    if (model !== 'Empty' && model !== 'Error') modelOf(place, apiId, model);
  }
  for (const name of Object.keys(method.requestParameters ?? {})) {
    if (!/^method\.request\.(header|querystring|path|multivalueheader|multivaluequerystring)\.\S+$/.test(name)) {
      throw badRequest(`Invalid mapping expression specified: ${name}`);
    }
  }
  return method;
}
