import { type IncomingMessage, type OutgoingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { GatewayResponse, Values } from './message.ts';

/** They are about one connection, and each has its own. */
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

/** What a backend is asked. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Values;
  readonly body: Uint8Array;
}

/** Sends a request to a backend. Rejects with Node's error when there is no connection. */
export function sendHttp(
  { method, url, headers, body }: OutgoingRequest,
  signal: AbortSignal,
): Promise<GatewayResponse> {
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing = open(url, { method, headers: sendable(headers, body), signal }, (incoming) => {
      collect(incoming).then(resolve, reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** True for a failure of the connection, or of an address that is none. */
export function isConnectionFault(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && 'code' in error);
}

function sendable(headers: Values, body: Uint8Array): OutgoingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !connectionHeaders.has(name));
  const sent: OutgoingHttpHeaders = Object.fromEntries(kept.map(([name, values]) => [name, values.join(', ')]));
  if (body.length > 0) sent['content-length'] = body.length;
  return sent;
}

async function collect(incoming: IncomingMessage): Promise<GatewayResponse> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  const headers = Object.entries(incoming.headersDistinct)
    .filter(([name]) => !connectionHeaders.has(name))
    .map(([name, values]) => [name, values ?? []]);
  return { status: incoming.statusCode ?? 500, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) };
}
