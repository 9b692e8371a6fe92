import type { GatewayResponse } from '../../execute-api/message.ts';
import type { Outcome } from './exchange.ts';

/** What the gateway answers by itself: `{"message":"Not Found"}`. */
function refusal(status: number, message: string, responseType: string): Outcome {
  return { response: messageResponse(status, message), error: { message, responseType } };
}

function messageResponse(status: number, message: string): GatewayResponse {
  return {
    status,
    headers: { 'content-type': ['application/json'] },
    body: Buffer.from(JSON.stringify({ message })),
  };
}

/** `challenge`: the `www-authenticate` header of a refused token. */
function challenged(plain: Outcome, challenge: string | undefined): Outcome {
  if (challenge === undefined) return plain;
  const headers = { ...plain.response.headers, 'www-authenticate': [challenge] };
  return { ...plain, response: { ...plain.response, headers } };
}

export const unauthorized = (challenge?: string) => challenged(refusal(401, 'Unauthorized', 'UNAUTHORIZED'), challenge);
export const forbidden = (challenge?: string) => challenged(refusal(403, 'Forbidden', 'ACCESS_DENIED'), challenge);

export const authorizerFailed = refusal(500, 'Internal Server Error', 'AUTHORIZER_FAILURE');
export const notFound = refusal(404, 'Not Found', 'RESOURCE_NOT_FOUND');
export const tooManyRequests = refusal(429, 'Too Many Requests', 'THROTTLED');
export const tooLarge = refusal(413, 'Request Entity Too Large', 'REQUEST_TOO_LARGE');

/** The request has nothing where a parameter of the integration looks for its value. */
export function badRequest(error: string): Outcome {
  return { ...refusal(400, 'Bad Request', 'INTEGRATION_FAILURE'), integration: { latencyMs: 0, error } };
}

/** The integration did not do its part. */
export function integrationFailure(status: 500 | 503, latencyMs: number, error: string, callStatus?: number): Outcome {
  const message = status === 500 ? 'Internal Server Error' : 'Service Unavailable';
  return {
    ...refusal(status, message, 'INTEGRATION_FAILURE'),
    integration: { latencyMs, error, ...(callStatus !== undefined && { callStatus }) },
  };
}
