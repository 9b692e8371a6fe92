import type { GatewayResponse, PutGatewayResponseRequest } from '@aws-sdk/client-api-gateway';
import { badRequest, notSupported } from './errors.ts';
import { responseTypes } from './response-types.ts';
import type { GatewayResponseRow } from './tables.ts';

const template = '{"message":$context.error.messageString}';

export function gatewayResponseFrom(input: PutGatewayResponseRequest): GatewayResponseRow {
  const { restApiId: _api, responseType, ...given } = input;
  const known = responseTypes[responseType ?? ''];
  if (!known || responseType === undefined) throw badRequest(`Invalid response type specified: ${responseType}`);
  for (const [name, value] of Object.entries(given.responseParameters ?? {})) {
    if (!/^gatewayresponse\.header\.\S+$/.test(name) || !parameterForm.test(value)) {
      throw badRequest(`Invalid mapping expression specified: ${name}: ${value}`);
    }
  }
  for (const each of Object.values(given.responseTemplates ?? {})) {
    if (/#(set|if|foreach|macro|parse|include|define)\b/.test(each)) {
      throw notSupported('directives in templates of gateway responses');
    }
  }
  return { ...describeDefault(responseType), ...given, responseType, defaultResponse: false };
}

const parameterForm = /^('.*'|method\.request\.(header|querystring|path)\.\S+|context\.\S+|stageVariables\.\S+)$/;

/** As the API shows a type that nobody changed. */
export function describeDefault(responseType: string): GatewayResponse & { readonly responseType: never } {
  const status = responseTypes[responseType]?.status;
  return {
    responseType: responseType as never,
    responseParameters: {},
    responseTemplates: { 'application/json': template },
    defaultResponse: true,
    ...(status !== undefined && { statusCode: String(status) }),
  };
}
