import type { DataPlaneRequest, DataPlaneResponse } from '../../contract/service.ts';
import type { FunctionUrlCors } from './tables.ts';

const first = (request: DataPlaneRequest, name: string): string | undefined => request.headers[name]?.[0];

/** True for a browser's question before the request itself; Lambda answers it without the function. */
export function isPreflight(request: DataPlaneRequest): boolean {
  return request.method === 'OPTIONS' && first(request, 'access-control-request-method') !== undefined;
}

/** The CORS headers of an answer; none when the origin is not allowed. */
export function corsHeaders(cors: FunctionUrlCors, request: DataPlaneRequest): Record<string, string> {
  const origin = first(request, 'origin');
  const origins = cors.AllowOrigins ?? [];
  if (origin === undefined || !(origins.includes('*') || origins.includes(origin))) return {};
  return {
    'access-control-allow-origin': origins.includes('*') && !cors.AllowCredentials ? '*' : origin,
    vary: 'Origin',
    ...(cors.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...(cors.ExposeHeaders?.length && { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
  };
}

export function preflightAnswer(cors: FunctionUrlCors, request: DataPlaneRequest): DataPlaneResponse {
  const base = corsHeaders(cors, request);
  if (Object.keys(base).length === 0) return { status: 200, headers: {}, body: '' };
  return {
    status: 200,
    headers: {
      ...base,
      ...(cors.AllowMethods?.length && { 'access-control-allow-methods': cors.AllowMethods.join(',') }),
      ...(cors.AllowHeaders?.length && { 'access-control-allow-headers': cors.AllowHeaders.join(',') }),
      ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
    },
    body: '',
  };
}
