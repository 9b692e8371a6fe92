import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Hash } from '@smithy/core/serde';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';

export interface CallerCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface ApiAccess {
  /** The stack's output `ApiUrl`. */
  readonly apiUrl: string;
  readonly region: string;
  /** Where to connect to instead; the request stays the same, its host included. As AWS_ENDPOINT_URL for any AWS tool. */
  readonly endpointUrl?: string | undefined;
  /** Asked for each request. */
  readonly credentials: () => Promise<CallerCredentials>;
  /** The time that requests are signed with. Default: now. */
  readonly nowMs?: () => number;
}

export interface SignedRequest {
  readonly method: string;
  /** Below the API's URL, without a slash at its beginning. */
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const handler = new NodeHttpHandler();

/** Sends a request with its signature (AWS Signature Version 4). */
export async function signedFetch(access: ApiAccess, request: SignedRequest): Promise<Answer> {
  const { apiUrl, region, credentials, endpointUrl, nowMs = Date.now } = access;
  const url = new URL(request.path, apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`);
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Hash.bind(null, 'sha256') });
  const signed = await signer.sign(requestTo(url, request), { signingDate: new Date(nowMs()) });
  const { response } = await handler.handle(connectedTo(endpointUrl ?? url, signed));
  const { statusCode: status, headers, body } = response;
  return { status, headers, text: await text(body as IncomingMessage) };
}

function requestTo(url: URL, { method, body, headers }: SignedRequest): HttpRequest {
  return new HttpRequest({
    method,
    path: url.pathname,
    headers: {
      host: url.host,
      'content-type': 'application/json',
      ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
}

function connectedTo(place: string | URL, request: Parameters<typeof HttpRequest.clone>[0]): HttpRequest {
  const { protocol, hostname, port } = new URL(place);
  return Object.assign(HttpRequest.clone(request), { protocol, hostname, ...(port && { port: Number(port) }) });
}
