import type { Integration, IntegrationResponse, Method, PutIntegrationRequest } from '@aws-sdk/client-api-gateway';
import { parseAwsUri } from './data-plane/aws-uri.ts';
import { isMappingExpression } from './data-plane/mapping-source.ts';
import { badRequest, invalidMapping, notSupported } from './errors.ts';
import { limits } from './limits.ts';
import { amount, entry, item, type PatchRules, text } from './patch.ts';

export const integrationPatches: PatchRules = {
  '/uri': text('uri'),
  '/httpMethod': text('httpMethod'),
  '/credentials': text('credentials'),
  '/contentHandling': text('contentHandling'),
  '/passthroughBehavior': text('passthroughBehavior'),
  '/timeoutInMillis': amount('timeoutInMillis'),
  '/cacheNamespace': text('cacheNamespace'),
  '/cacheKeyParameters/{}': item('cacheKeyParameters'),
  '/requestTemplates/{}': entry('requestTemplates'),
  '/requestParameters/{}': entry('requestParameters'),
};

export function integrationFrom(input: PutIntegrationRequest, method: Method): Integration {
  const { restApiId: _api, resourceId, httpMethod: _method, integrationHttpMethod, ...given } = input;
  return checkedIntegration(
    {
      passthroughBehavior: 'WHEN_NO_MATCH',
      timeoutInMillis: limits.timeoutMs,
      cacheNamespace: resourceId,
      cacheKeyParameters: [],
      ...given,
      ...(integrationHttpMethod !== undefined && { httpMethod: integrationHttpMethod }),
    },
    method,
  );
}

/** The integration, when API Gateway and the globe take it. */
export function checkedIntegration(integration: Integration, method: Method): Integration {
  refuseGaps(integration);
  const { timeoutInMillis = limits.timeoutMs } = integration;
  if (timeoutInMillis < limits.minimumTimeoutMs || timeoutInMillis > limits.timeoutMs) {
    throw badRequest(`Timeout should be between ${limits.minimumTimeoutMs} ms and ${limits.timeoutMs} ms`);
  }
  checkAddress(integration);
  checkRequestParameters(integration, method);
  return integration;
}

function refuseGaps(integration: Integration): void {
  const { connectionType } = integration;
  if (connectionType === 'VPC_LINK' || integration.connectionId !== undefined) throw notSupported('VPC links');
  if (integration.tlsConfig !== undefined) throw notSupported('tlsConfig');
  if (integration.responseTransferMode === 'STREAM') throw notSupported('the response transfer mode STREAM');
}

const functionUri = /^arn:[^:]+:apigateway:[^:]+:lambda:path\/2015-03-31\/functions\/.+\/invocations$/;

function checkAddress({ type, uri = '', httpMethod }: Integration): void {
  if (type === 'MOCK') return;
  if (httpMethod === undefined) throw badRequest('Enumeration value for HttpMethod must be non-empty');
  if (type === 'HTTP' || type === 'HTTP_PROXY') {
    if (!/^https?:\/\/\S+$/.test(uri)) throw badRequest('Invalid HTTP endpoint specified for URI');
    return;
  }
  if (!uri.startsWith('arn:')) throw badRequest('Invalid ARN specified in the request');
  if (!parseAwsUri(uri)) throw badRequest('AWS ARN for integration must contain path or action');
  if (type === 'AWS_PROXY' && !functionUri.test(uri)) {
    throw notSupported(`the proxy integration ${uri}; only those of Lambda functions are`);
  }
}

const targetForm = /^integration\.request\.(header|querystring|path)\.\S+$/;

function checkRequestParameters({ requestParameters = {} }: Integration, method: Method): void {
  const declared = method.requestParameters ?? {};
  for (const [target, source] of Object.entries(requestParameters)) {
    if (!targetForm.test(target)) throw invalidMapping(target);
    if (!isMappingExpression(source, 'request')) throw invalidMapping(source);
    const parameter = source.replace(/^method\.request\.multivalue/, 'method.request.');
    const named = /^method\.request\.(header|querystring|path)\./.test(parameter);
    if (named && !(parameter in declared) && !(source in declared)) throw invalidMapping(source);
  }
}

/** The response, when API Gateway takes it for the method. */
export function checkedIntegrationResponse(response: IntegrationResponse, method: Method): IntegrationResponse {
  const declared = method.methodResponses?.[response.statusCode ?? '']?.responseParameters ?? {};
  for (const [target, source] of Object.entries(response.responseParameters ?? {})) {
    if (!/^method\.response\.header\.\S+$/.test(target) || !(target in declared)) throw invalidMapping(target);
    if (!isMappingExpression(source, 'response')) throw invalidMapping(source);
  }
  return response;
}
