import type { Integration } from '@aws-sdk/client-api-gateway';
import type { GatewayResponse } from '../../execute-api/message.ts';
import { isConnectionFault, type OutgoingRequest, sendHttp } from '../../execute-api/send-http.ts';
import { timedOut, withinTimeout } from '../../execute-api/within-timeout.ts';
import { limits } from '../limits.ts';
import { queryText } from './aws-integration.ts';
import type { Exchange, IntegrationFacts, Matched, Outcome } from './exchange.ts';
import { bodyText, mapText } from './execution-log.ts';
import { type IntegrationRequest, prepareRequest } from './integration-request.ts';
import { mapAnswer } from './integration-response.ts';
import { filledUri } from './integration-uri.ts';
import { misconfigured, timedOutIntegration, unreachable } from './refusals.ts';
import { passedOn } from './remapped-headers.ts';

/** HTTP and HTTP_PROXY: asks a URL; a proxy's answer goes to the client as it is. */
export async function callUrl(exchange: Exchange, matched: Matched, integration: Integration): Promise<Outcome> {
  const prepared = prepareRequest(exchange, matched, integration);
  if (prepared.outcome) return prepared.outcome;
  const { globe, log } = exchange;
  const startedAt = globe.clock.now();
  const latencyMs = () => globe.clock.now() - startedAt;
  const outgoing = outgoingRequest(exchange, integration, prepared.request);
  if (!outgoing) return misconfigured({ latencyMs: 0, error: 'Invalid endpoint address' });
  logRequest(exchange, outgoing);
  const stop = new AbortController();
  try {
    const timeoutMs = integration.timeoutInMillis ?? limits.timeoutMs;
    const response = await withinTimeout(globe, timeoutMs, 'integration timeout', sendHttp(outgoing, stop.signal));
    if (response === timedOut) {
      stop.abort();
      return timedOutIntegration({ latencyMs: latencyMs(), error: 'Execution failed due to a timeout error' });
    }
    log.add('info', () => `Received response. Status: ${response.status}, Integration latency: ${latencyMs()} ms`);
    log.add('trace', () => `Endpoint response headers: ${mapText(response.headers)}`);
    log.add('trace', () => `Endpoint response body before transformations: ${bodyText(response.body)}`);
    return outcomeOf(exchange, matched, integration, response, { latencyMs: latencyMs(), status: response.status });
  } catch (error) {
    if (!isConnectionFault(error)) throw error;
    return unreachable({ latencyMs: latencyMs(), error: 'Network error communicating with endpoint' });
  }
}

function outcomeOf(
  exchange: Exchange,
  matched: Matched,
  integration: Integration,
  response: GatewayResponse,
  facts: IntegrationFacts,
): Outcome {
  if (integration.type === 'HTTP') {
    return mapAnswer(exchange, matched, integration, { ...response, facts, selection: String(response.status) });
  }
  return { integration: facts, response: { ...response, headers: passedOn(response.headers) } };
}

function outgoingRequest(
  exchange: Exchange,
  integration: Integration,
  { headers, query, path, body }: IntegrationRequest,
): OutgoingRequest | undefined {
  const filled = filledUri(exchange, integration, path);
  const { httpMethod: method = exchange.request.method } = integration;
  if (!URL.canParse(filled)) return undefined;
  const url = new URL(filled);
  const added = queryText(query);
  if (added !== '') url.search = url.search === '' ? added : `${url.search.slice(1)}&${added}`;
  return { method: method === 'ANY' ? exchange.request.method : method, url, headers, body };
}

function logRequest({ log }: Exchange, { url, headers, body }: OutgoingRequest): void {
  log.add('trace', () => `Endpoint request URI: ${url.href}`);
  log.add('trace', () => `Endpoint request headers: ${mapText(headers)}`);
  log.add('trace', () => `Endpoint request body after transformations: ${bodyText(body)}`);
  log.add('info', () => `Sending request to ${url.href}`);
}
