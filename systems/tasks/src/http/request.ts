import { createHash } from 'node:crypto';
import { ClientError } from './answers.ts';

/** The parts of API Gateway's event (payload format 2.0) that the API reads. */
export interface HttpEvent {
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly http: { readonly method: string } };
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export function readRequest(event: HttpEvent): HttpRequest {
  const body = event.body ?? '';
  return {
    method: event.requestContext.http.method,
    path: event.rawPath,
    query: new URLSearchParams(event.rawQueryString ?? ''),
    headers: Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: event.isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body,
  };
}

/** The JSON object in the body. 415 without a JSON content type, 400 when it does not parse, 422 when it is no object. */
export function jsonObject(request: HttpRequest): Readonly<Record<string, unknown>> {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType.trim())) {
    throw new ClientError(415, 'Expected request with `Content-Type: application/json`');
  }
  const value = parse(request.body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ClientError(422, 'Expected a JSON object');
  }
  return value as Readonly<Record<string, unknown>>;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new ClientError(400, `The body is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

/** The `Idempotency-Key` header with a digest of the request that it names. */
export interface OnceKey {
  readonly key: string;
  readonly digest: string;
}

export function onceKeyOf(request: HttpRequest): OnceKey | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new ClientError(400, 'Idempotency-Key has 1 to 255 visible ASCII characters');
  }
  const digest = createHash('sha256')
    .update(JSON.stringify([request.method, request.path, request.body]))
    .digest('hex');
  return { key, digest };
}

/** The task's version in an `If-Match` header: the number in the `ETag` that the client was given. */
export function expectedVersionOf(request: HttpRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^"(\d+)"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new ClientError(400, 'If-Match is the ETag of one version, for example "3"');
  return Number(version);
}
