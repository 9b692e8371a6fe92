import { type IncomingMessage, type OutgoingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { IntegrationRow } from '../tables.ts';
import type { Exchange, GatewayResponse, Matched, Outcome } from './exchange.ts';
import { integrationFailure } from './gateway-errors.ts';
import { withStageVariables } from './stage-variables.ts';
import { timedOut, withinTimeout } from './within-timeout.ts';

const connectionHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

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
    if (error instanceof TypeError || isConnectionFault(error)) {
      return integrationFailure(500, latencyMs(), `Failed to reach the integration: ${String(error)}`);
    }
    throw error;
  }
}

function isConnectionFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
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
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  const sent = method === undefined || method === 'ANY' ? request.method : method;
  return new Promise((resolve, reject) => {
    const outgoing = open(url, { method: sent, headers: headersOf(exchange), signal }, (incoming) => {
      collect(incoming).then(resolve, reject);
    });
    outgoing.on('error', reject);
    outgoing.end(request.body);
  });
}

function headersOf({ request }: Exchange): OutgoingHttpHeaders {
  const kept = Object.entries(request.headers).filter(([name]) => !connectionHeaders.has(name));
  const headers: OutgoingHttpHeaders = Object.fromEntries(kept.map(([name, values]) => [name, values.join(', ')]));
  headers.forwarded = `for=${request.sourceIp};host=${request.domainName};proto=https`;
  if (request.body.length > 0) headers['content-length'] = request.body.length;
  return headers;
}

async function collect(incoming: IncomingMessage): Promise<GatewayResponse> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  const headers = Object.entries(incoming.headersDistinct)
    .filter(([name]) => !connectionHeaders.has(name))
    .map(([name, values]) => [name, values ?? []]);
  return { status: incoming.statusCode ?? 500, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) };
}
