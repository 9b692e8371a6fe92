import type { Method } from '@aws-sdk/client-api-gateway';
import { badRequest, notSupported } from './errors.ts';
import { entry, flag, type PatchRules, text } from './patch.ts';
import { modelOf, type Place, validatorOf } from './rows.ts';

export const methodPatches: PatchRules = {
  '/apiKeyRequired': flag('apiKeyRequired'),
  '/authorizationType': text('authorizationType'),
  '/operationName': text('operationName'),
  '/requestValidatorId': text('requestValidatorId'),
  '/requestParameters/{}': entry('requestParameters', (value) => value === 'true'),
  '/requestModels/{}': entry('requestModels'),
};

const httpMethods = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** The method, when API Gateway and the globe take it. */
export function checkedMethod(place: Place, apiId: string | undefined, method: Method): Method {
  if (!httpMethods.includes(method.httpMethod ?? '')) {
    throw badRequest(`Invalid HttpMethod specified. Valid options are ${httpMethods.join(',')}`);
  }
  const { authorizationType = 'NONE' } = method;
  if (authorizationType !== 'NONE') throw notSupported(`the authorization type ${authorizationType}`);
  if (method.authorizerId !== undefined) throw notSupported('authorizers');
  if (method.authorizationScopes?.length) throw notSupported('authorization scopes');
  if (method.requestValidatorId) validatorOf(place, apiId, method.requestValidatorId);
  for (const model of Object.values(method.requestModels ?? {})) {
    if (model !== 'Empty' && model !== 'Error') modelOf(place, apiId, model);
  }
  for (const name of Object.keys(method.requestParameters ?? {})) {
    if (!/^method\.request\.(header|querystring|path)\.\S+$/.test(name)) {
      throw badRequest(`Invalid mapping expression specified: ${name}`);
    }
  }
  return method;
}
