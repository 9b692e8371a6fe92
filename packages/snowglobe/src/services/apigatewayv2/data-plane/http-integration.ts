import type { GatewayResponse } from '../../execute-api/message.ts';
import { isConnectionFault, sendHttp } from '../../execute-api/send-http.ts';
import { timedOut, withinTimeout } from '../../execute-api/within-timeout.ts';
import type { IntegrationRow } from '../tables.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { integrationFailure } from './gateway-errors.ts';
import { withStageVariables } from './stage-variables.ts';

/** HTTP_PROXY: passes the request to a URL and its answer back. */
export async function callUrl(exchange: Exchange, matched: Matched, integration: IntegrationRow): Promise<Outcome> {
  const { globe } = exchange;
  const startedAt = globe.clock.now();
  const latencyMs = () => globe.clock.now() - startedAt;
  const stop = new AbortController();
  try {
    const work = send(exchange, urlOf(exchange, matched, integration), integration, stop.signal);
    const response = await withinTimeout(globe, integration.timeoutMs, 'integration timeout', work);
    if (response === timedOut) {
      stop.abort();
      return integrationFailure(503, latencyMs(), 'Integration timed out');
    }
    return { response, integration: { status: response.status, callStatus: response.status, latencyMs: latencyMs() } };
  } catch (error) {
    if (isConnectionFault(error)) {
      return integrationFailure(500, latencyMs(), `Failed to reach the integration: ${String(error)}`);
    }
    throw error;
  }
}

/** Fills `{name}` and `${stageVariables.name}` into the integration's URL and adds the query. */
function urlOf({ request, stage }: Exchange, { pathParameters }: Matched, { uri }: IntegrationRow): URL {
  const filled = withStageVariables(uri, stage).replace(/\{([^{}]+?)\+?\}/g, (all, name: string) => {
    const value = pathParameters[name];
    return value === undefined ? all : value.split('/').map(encodeURIComponent).join('/');
  });
  const url = new URL(filled);
  if (request.query !== '') url.search = url.search === '' ? request.query : `${url.search.slice(1)}&${request.query}`;
  return url;
}

function send(exchange: Exchange, url: URL, { method }: IntegrationRow, signal: AbortSignal): Promise<GatewayResponse> {
  const { request } = exchange;
  const sent = method === undefined || method === 'ANY' ? request.method : method;
  const forwarded = [`for=${request.sourceIp};host=${request.domainName};proto=https`];
  return sendHttp({ method: sent, url, headers: { ...request.headers, forwarded }, body: request.body }, signal);
}
