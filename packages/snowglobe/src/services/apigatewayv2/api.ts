import type { Api, Cors } from '@aws-sdk/client-apigatewayv2';
import type { Globe } from '../../contract/globe.ts';
import { badRequest } from './errors.ts';
import type { ApiRow } from './tables.ts';
import { wholeSeconds } from './whole-seconds.ts';

/**
 * Where clients reach an API.
 * Differs from AWS: not `https://ID.execute-api.REGION.amazonaws.com`, which the globe serves too when a client asks for that host.
 */
function apiEndpoint({ endpoint }: Globe, apiId: string): string {
  return `${endpoint}/_aws/execute-api/${apiId}`;
}

/** As the API shows it. */
export function describeApi(globe: Globe, api: ApiRow): Api & { readonly ApiId: string } {
  return {
    ApiId: api.apiId,
    ApiEndpoint: apiEndpoint(globe, api.apiId),
    Name: api.name,
    ProtocolType: 'HTTP',
    CreatedDate: wholeSeconds(api.createdAt),
    DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    RouteSelectionExpression: api.routeSelectionExpression,
    ApiKeySelectionExpression: api.apiKeySelectionExpression,
    IpAddressType: api.ipAddressType,
    Tags: { ...api.tags },
    ...(api.description !== undefined && { Description: api.description }),
    ...(api.version !== undefined && { Version: api.version }),
    ...(api.cors && { CorsConfiguration: api.cors }),
  };
}

/** The configuration, when API Gateway takes it. */
export function checkedCors(cors: Cors): Cors {
  if (cors.AllowCredentials && cors.AllowOrigins?.includes('*')) {
    throw badRequest('Cannot use * in AllowOrigins when AllowCredentials is true');
  }
  const origins = cors.AllowOrigins ?? [];
  const bad = origins.find((origin) => origin !== '*' && !/^[a-z][a-z0-9+.-]*:\/\/[^/]+$/i.test(origin));
  if (bad !== undefined) throw badRequest(`Invalid format for origin ${bad}. Origin must start with a scheme.`);
  // Header and method names are sent as they are configured, methods in capitals.
  return { ...cors, ...(cors.AllowMethods && { AllowMethods: cors.AllowMethods.map((each) => each.toUpperCase()) }) };
}
