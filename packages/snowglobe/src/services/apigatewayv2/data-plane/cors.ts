import type { Cors } from '@aws-sdk/client-apigatewayv2';
import type { GatewayResponse, Values } from '../../execute-api/message.ts';
import type { GatewayRequest } from './exchange.ts';

/** The answer to a preflight request, which the gateway gives itself; undefined for any other request. */
export function preflightResponse(cors: Cors | undefined, request: GatewayRequest): GatewayResponse | undefined {
  const { method, headers } = request;
  if (!cors || method !== 'OPTIONS' || !headers.origin || !headers['access-control-request-method']) return undefined;
  const origin = allowedOrigin(cors, request);
  return { status: 204, headers: origin === undefined ? {} : preflightHeaders(cors, origin), body: new Uint8Array() };
}

function preflightHeaders(cors: Cors, origin: string): Values {
  return {
    ...responseHeaders(cors, origin),
    ...listHeader('access-control-allow-methods', cors.AllowMethods),
    ...listHeader('access-control-allow-headers', cors.AllowHeaders),
    ...(cors.MaxAge !== undefined && cors.MaxAge > 0 && { 'access-control-max-age': [String(cors.MaxAge)] }),
  };
}

/**
 * The response with the API's own CORS headers: those of the integration are ignored.
 * AWS: API Gateway Developer Guide, "Configuring CORS for an HTTP API".
 */
export function withCors(cors: Cors | undefined, request: GatewayRequest, response: GatewayResponse): GatewayResponse {
  if (!cors) return response;
  const kept = Object.entries(response.headers).filter(([name]) => !name.startsWith('access-control-'));
  const origin = allowedOrigin(cors, request);
  return {
    ...response,
    headers: { ...Object.fromEntries(kept), ...(origin !== undefined && responseHeaders(cors, origin)) },
  };
}

function responseHeaders(cors: Cors, origin: string): Values {
  return {
    'access-control-allow-origin': [origin],
    ...(cors.AllowCredentials && { 'access-control-allow-credentials': ['true'] }),
    ...listHeader('access-control-expose-headers', cors.ExposeHeaders),
  };
}

function listHeader(name: string, values: readonly string[] | undefined): Values {
  return values && values.length > 0 ? { [name]: [values.join(',')] } : {};
}

/** What to send as the allowed origin; undefined when the request has none or another. */
function allowedOrigin(cors: Cors, { headers }: GatewayRequest): string | undefined {
  const origin = headers.origin?.[0];
  if (origin === undefined) return undefined;
  const allowed = cors.AllowOrigins ?? [];
  if (allowed.includes('*')) return '*';
  return allowed.some((pattern) => originFits(pattern, origin)) ? origin : undefined;
}

/** `https://*` allows every origin of that scheme. */
function originFits(pattern: string, origin: string): boolean {
  if (pattern.endsWith('://*')) return origin.toLowerCase().startsWith(pattern.slice(0, -1).toLowerCase());
  return pattern.toLowerCase() === origin.toLowerCase();
}
