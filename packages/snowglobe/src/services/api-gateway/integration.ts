import type { Integration, IntegrationResponse, PutIntegrationRequest } from '@aws-sdk/client-api-gateway';
import { badRequest, notSupported } from './errors.ts';
import { limits } from './limits.ts';
import { amount, entry, type PatchRules, text } from './patch.ts';
import { preflightOrigins } from './preflight-script.ts';

export const integrationPatches: PatchRules = {
  '/uri': text('uri'),
  '/httpMethod': text('httpMethod'),
  '/credentials': text('credentials'),
  '/passthroughBehavior': text('passthroughBehavior'),
  '/timeoutInMillis': amount('timeoutInMillis'),
  '/requestTemplates/{}': entry('requestTemplates'),
};

export function integrationFrom(input: PutIntegrationRequest): Integration {
  const { restApiId: _api, resourceId, httpMethod: _method, integrationHttpMethod, ...given } = input;
  return checkedIntegration({
    passthroughBehavior: 'WHEN_NO_MATCH',
    timeoutInMillis: limits.timeoutMs,
    cacheNamespace: resourceId,
    cacheKeyParameters: [],
    ...given,
    ...(integrationHttpMethod !== undefined && { httpMethod: integrationHttpMethod }),
  });
}

/** The integration, when API Gateway and the globe take it. */
export function checkedIntegration(integration: Integration): Integration {
  refuseGaps(integration);
  const { type, uri = '', httpMethod, timeoutInMillis = limits.timeoutMs } = integration;
  if (timeoutInMillis < limits.minimumTimeoutMs || timeoutInMillis > limits.timeoutMs) {
    throw badRequest(`Timeout should be between ${limits.minimumTimeoutMs} ms and ${limits.timeoutMs} ms`);
  }
  if (type === 'AWS_PROXY') {
    if (httpMethod === undefined) throw badRequest('Enumeration value for HttpMethod must be non-empty');
    if (!/^arn:[^:]+:apigateway:[^:]+:lambda:path\/2015-03-31\/functions\/.+\/invocations$/.test(uri)) {
      throw notSupported(`the proxy integration ${uri}; only those of Lambda functions are`);
    }
  }
  for (const template of Object.values(integration.requestTemplates ?? {})) refuseScript(template);
  return integration;
}

function refuseGaps(integration: Integration): void {
  const { type, connectionType, requestParameters } = integration;
  if (type !== 'AWS_PROXY' && type !== 'MOCK') throw notSupported(`integrations of the type ${type}`);
  if (connectionType === 'VPC_LINK' || integration.connectionId !== undefined) throw notSupported('VPC links');
  if (integration.tlsConfig !== undefined) throw notSupported('tlsConfig');
  if (integration.contentHandling !== undefined) throw notSupported('contentHandling');
  if (integration.cacheKeyParameters?.length) throw notSupported('cacheKeyParameters');
  if (integration.responseTransferMode === 'STREAM') throw notSupported('the response transfer mode STREAM');
  if (requestParameters && Object.keys(requestParameters).length > 0) throw notSupported('requestParameters');
}

/** Velocity: what starts with `#` or `$`. */
function refuseScript(template: string): void {
  if (/[#$]/.test(template)) throw notSupported('mapping templates with directives or variables');
}

/** The response, when the globe can give it. */
export function checkedIntegrationResponse(response: IntegrationResponse): IntegrationResponse {
  if (response.contentHandling !== undefined) throw notSupported('contentHandling');
  for (const [name, value] of Object.entries(response.responseParameters ?? {})) {
    if (!/^method\.response\.header\.\S+$/.test(name)) {
      throw badRequest(`Invalid mapping expression specified: ${name}`);
    }
    if (!/^'.*'$/.test(value)) throw notSupported(`the response parameter ${value}; only fixed texts are`);
  }
  for (const template of Object.values(response.responseTemplates ?? {})) {
    if (preflightOrigins(template) === undefined) refuseScript(template);
  }
  return response;
}
