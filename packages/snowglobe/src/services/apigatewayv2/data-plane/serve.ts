import type { Globe } from '../../../contract/globe.ts';
import type { DataPlaneRequest, DataPlaneResponse } from '../../../contract/service.ts';
import { decoded } from '../../execute-api/decoded.ts';
import { isSendable } from '../../execute-api/header-text.ts';
import { incomingHeaders, protocolOf } from '../../execute-api/incoming-headers.ts';
import type { GatewayResponse } from '../../execute-api/message.ts';
import { newExtendedRequestId } from '../../execute-api/request-id.ts';
import { signedRequest } from '../../execute-api/signed-request.ts';
import { traceLinkOf } from '../../execute-api/trace-link.ts';
import { limits } from '../limits.ts';
import { writeAccessLog } from './access-log.ts';
import { authorize } from './authorize.ts';
import { preflightResponse, withCors } from './cors.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { callFunction } from './function-integration.ts';
import { integrationFailure, notFound, tooLarge, tooManyRequests } from './gateway-errors.ts';
import { callUrl } from './http-integration.ts';
import { type Located, locate } from './locate.ts';
import { mapRequest, mapResponse } from './parameter-mapping.ts';
import { matchRoute } from './route-match.ts';
import { callService } from './service-integration.ts';
import { admit } from './throttle.ts';

/** Serves a request to an HTTP API. */
export async function serve(incoming: DataPlaneRequest, globe: Globe): Promise<DataPlaneResponse> {
  const requestId = newExtendedRequestId(globe);
  const located = locate(globe, incoming);
  if (!located) return toClient(notFound.response, requestId);
  const label = `${incoming.method} ${located.path}`;
  const end = globe.activity.begin('request', label);
  try {
    const exchange = exchangeOf(incoming, globe, located, requestId, label);
    const { response, outcome, matched } = await answer(exchange);
    writeAccessLog({ exchange, matched, outcome: { ...outcome, response } });
    return toClient(response, requestId);
  } finally {
    end();
  }
}

interface Answer {
  readonly response: GatewayResponse;
  readonly outcome: Outcome;
  readonly matched: Matched | undefined;
}

async function answer(exchange: Exchange): Promise<Answer> {
  const { api, request, deployment } = exchange;
  const preflight = preflightResponse(api.cors, request);
  if (preflight) return { response: preflight, outcome: { response: preflight }, matched: undefined };
  const found = deployment && matchRoute(deployment, request.method, request.routedPath);
  const { matched, outcome } = await pass(exchange, found);
  const mapped = matched ? mapResponse(exchange, matched, outcome, matched.integration?.responseParameters) : undefined;
  return { response: withCors(api.cors, request, mapped ?? outcome.response), outcome, matched };
}

interface Passed {
  readonly matched: Matched | undefined;
  readonly outcome: Outcome;
}

/** Checks what may be passed on, and passes it on. */
async function pass(exchange: Exchange, found: Matched | undefined): Promise<Passed> {
  if (exchange.request.body.length > limits.payloadBytes) return { matched: found, outcome: tooLarge };
  if (!found) return { matched: found, outcome: notFound };
  const authorized = await authorize(exchange, found);
  if ('outcome' in authorized) return { matched: found, outcome: authorized.outcome };
  const matched = authorized.authorization ? { ...found, authorization: authorized.authorization } : found;
  if (!admit(exchange, matched)) return { matched, outcome: tooManyRequests };
  return { matched, outcome: await integrate(exchange, matched) };
}

async function integrate(exchange: Exchange, matched: Matched): Promise<Outcome> {
  const { integration } = matched;
  if (!integration) return integrationFailure(500, 0, 'The route has no integration');
  if (integration.subtype !== undefined) return callService(exchange, matched, integration, integration.subtype);
  const mapped = mapRequest(exchange, matched, integration.requestParameters);
  return integration.type === 'AWS_PROXY'
    ? callFunction(mapped, matched, integration)
    : callUrl(mapped, matched, integration);
}

function exchangeOf(
  incoming: DataPlaneRequest,
  globe: Globe,
  located: Located,
  requestId: string,
  label: string,
): Exchange {
  const { path, routedPath, ...place } = located;
  const traceHeader = incoming.headers['x-amzn-trace-id']?.[0];
  const cause = globe.causes.begin('request', label, traceLinkOf(traceHeader));
  const protocol = protocolOf(incoming);
  const { method, query, sourceIp, body } = incoming;
  const headers = incomingHeaders(incoming, cause);
  const { api, scope, domain } = place;
  const domainName = domain?.name ?? `${api.apiId}.execute-api.${scope.region}.amazonaws.com`;
  const request = { method, path: decoded(path), routedPath, query, headers, domainName, sourceIp, protocol, body };
  return {
    ...place,
    globe,
    request,
    incoming: signedRequest(incoming),
    requestId,
    startedAt: globe.clock.now(),
    cause,
  };
}

function toClient({ status, headers, body }: GatewayResponse, requestId: string): DataPlaneResponse {
  const sendable = Object.entries(headers).filter(([name, values]) => isSendable(name, values));
  return { status, headers: { ...Object.fromEntries(sendable), 'apigw-requestid': requestId }, body };
}
