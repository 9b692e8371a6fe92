import type { WireRequest, WireResponse } from '../contract/door.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import { modelledServices, type ServiceSettings } from './models.ts';
import type { Pipeline } from './pipeline.ts';
import { answerAs } from './pipeline.ts';

const never = new AbortController().signal;

/** Sends a request of a service through the pipeline, past the network and the check of a signature. */
export async function requestInside(pipeline: Pipeline, wire: WireRequest): Promise<WireResponse> {
  const settings = serviceBySigningName(wire.service);
  const { endpoint } = pipeline.globe;
  const request = httpRequest(endpoint, withQueueUrl(addressed(wire, settings), endpoint));
  const caller = { principal: wire.caller, scope: wire.scope };
  const response = await answerAs(pipeline, request, wire.service, { caller: () => caller });
  return { status: response.status, headers: response.headers, body: await bytesOf(response) };
}

function serviceBySigningName(name: string): ServiceSettings | undefined {
  const all = [...modelledServices().values()];
  return (
    all.find((each) => each.signingName === name) ?? all.find((each) => each.endpointPrefix.split('.')[0] === name)
  );
}

/** The request with its operation named as the service's protocol names operations. */
function addressed(wire: WireRequest, settings: ServiceSettings | undefined): WireRequest {
  const { action } = wire;
  if (action === undefined || settings === undefined) return wire;
  if (settings.protocol.startsWith('aws-json') && settings.queryCompatible !== true) {
    const version = settings.protocol === 'aws-json-1.0' ? '1.0' : '1.1';
    const headers = {
      ...wire.headers,
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${settings.target}.${action}`,
    };
    return { ...wire, headers, path: '/' };
  }
  const named = `Action=${action}&Version=${settings.version}`;
  return { ...wire, path: '/', query: wire.query === '' ? named : `${named}&${wire.query}` };
}

/** A queue is addressed by the path of its URL; the codec of the query protocol finds it among the parameters. */
function withQueueUrl(wire: WireRequest, endpoint: string): WireRequest {
  if (wire.service !== 'sqs' || !/^\/\d{12}\/[^/]+$/.test(wire.path)) return wire;
  const named = `QueueUrl=${encodeURIComponent(`${endpoint}${wire.path}`)}`;
  return { ...wire, path: '/', query: wire.query === '' ? named : `${named}&${wire.query}` };
}

function httpRequest(endpoint: string, wire: WireRequest): HttpRequest {
  const { method, path, query, headers, body, service, subdomain, scope, cause } = wire;
  const label = subdomain === undefined ? service : `${subdomain}.${service}`;
  const host = `${label}.${scope.region}.amazonaws.com`;
  return {
    method,
    path,
    query,
    host,
    url: query === '' ? path : `${path}?${query}`,
    headers: {
      ...headers,
      host,
      'content-length': String(body.length),
      'x-amzn-trace-id': `Root=${cause.trace};Parent=${cause.id}`,
    },
    rawHeaders: [],
    sourceIp: '127.0.0.1',
    origin: endpoint,
    httpVersion: '1.1',
    body: once(body),
    collect: () => Promise.resolve(body),
    signal: never,
  };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

async function bytesOf({ body }: HttpResponse): Promise<Uint8Array> {
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
