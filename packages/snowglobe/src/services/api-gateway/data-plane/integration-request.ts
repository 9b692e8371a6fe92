import type { Integration } from '@aws-sdk/client-api-gateway';
import { decoded } from '../../execute-api/decoded.ts';
import type { Values } from '../../execute-api/message.ts';
import type { Mapped } from '../mapping/render-mapping.ts';
import type { ContextFacts } from './context-variables.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { type MappingFacts, mappedValues } from './mapping-source.ts';
import { isBinary, mediaType } from './media-type.ts';
import { unsupportedMediaType } from './refusals.ts';
import { render } from './render.ts';

/** What is asked of a backend, before it is addressed. */
export interface IntegrationRequest {
  /** Lower-case names. */
  readonly headers: Values;
  readonly query: Values;
  /** For the variables of the URI, percent-encoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type Prepared =
  | { readonly request: IntegrationRequest; readonly outcome?: undefined }
  | { readonly outcome: Outcome };

/** Maps the client's request for the integration: its parameters, then its body. Throws MappingError, BodyNotJsonError. */
export function prepareRequest(exchange: Exchange, matched: Matched, integration: Integration): Prepared {
  const facts: ContextFacts = { exchange, matched };
  const template = chosenTemplate(exchange, integration);
  if (template === null) return { outcome: unsupportedMediaType };
  const body = readableBody(exchange, integration);
  const rendered = template === undefined ? undefined : render(template, { ...facts, body });
  const mapped = overridden(mappedParameters(integration, { ...facts, body }), rendered);
  const base = baseHeaders(exchange, integration, rendered !== undefined);
  const { headers, query, path } = mapped;
  const queryBase = isProxy(integration) ? exchange.request.query : {};
  return {
    request: {
      headers: { ...base, ...headers },
      query: { ...queryBase, ...query },
      path,
      body: sentBody(exchange, integration, rendered?.text),
    },
  };
}

function isProxy({ type }: Integration): boolean {
  return type === 'HTTP_PROXY';
}

/** Undefined: the body is passed through; null: a body of this type is not taken. */
export function chosenTemplate({ request }: Exchange, integration: Integration): string | null | undefined {
  if (isProxy(integration)) return undefined;
  const { requestTemplates: templates = {}, passthroughBehavior } = integration;
  const template = templates[mediaType(request.headers['content-type']?.[0]) || 'application/json'];
  if (template !== undefined) return template;
  const refused =
    passthroughBehavior === 'NEVER' ||
    (passthroughBehavior === 'WHEN_NO_TEMPLATES' && Object.keys(templates).length > 0);
  return refused ? null : undefined;
}

function carriesBinary({ snapshot, request }: Exchange): boolean {
  return isBinary(snapshot.api.binaryMediaTypes, mediaType(request.headers['content-type']?.[0]));
}

/** The body as templates and mapping expressions read it. */
function readableBody(exchange: Exchange, { contentHandling }: Integration): string {
  const encoded = carriesBinary(exchange) && contentHandling === 'CONVERT_TO_TEXT';
  return Buffer.from(exchange.request.body).toString(encoded ? 'base64' : 'utf8');
}

/** AWS: "Content type conversions in API Gateway", requests. */
function sentBody(exchange: Exchange, { contentHandling }: Integration, rendered: string | undefined): Uint8Array {
  const { body } = exchange.request;
  if (carriesBinary(exchange) && contentHandling !== 'CONVERT_TO_TEXT') return body;
  const text = rendered ?? readableBody(exchange, { contentHandling });
  return Buffer.from(text, contentHandling === 'CONVERT_TO_BINARY' ? 'base64' : 'utf8');
}

interface MappedParameters {
  readonly headers: Record<string, readonly string[]>;
  readonly query: Record<string, readonly string[]>;
  readonly path: Record<string, string>;
}

function mappedParameters({ requestParameters = {} }: Integration, facts: MappingFacts): MappedParameters {
  const mapped: MappedParameters = { headers: {}, query: {}, path: {} };
  for (const [target, source] of Object.entries(requestParameters)) {
    const values = mappedValues(source, facts);
    if (values !== undefined && values.length > 0) place(mapped, target.slice('integration.request.'.length), values);
  }
  return mapped;
}

/** `header.X-Name`, `querystring.name`, `path.name` */
function place(mapped: MappedParameters, target: string, values: readonly string[]): void {
  const dot = target.indexOf('.');
  const name = target.slice(dot + 1);
  const kind = target.slice(0, dot);
  if (kind === 'header') mapped.headers[name.toLowerCase()] = values;
  else if (kind === 'querystring') mapped.query[name] = values;
  else mapped.path[name] = encodedPath(values.at(-1) ?? '');
}

/** A greedy variable keeps its slashes. */
function encodedPath(value: string): string {
  return value
    .split('/')
    .map((part) => encodeURIComponent(decoded(part)))
    .join('/');
}

/** What the template set in `$context.requestOverride` stands before what was mapped. */
function overridden(parameters: MappedParameters, rendered: Mapped | undefined): MappedParameters {
  for (const [kind, entries] of Object.entries(rendered?.overrides.request ?? {})) {
    for (const [name, values] of Object.entries(entries)) place(parameters, `${kind}.${name}`, values);
  }
  return parameters;
}

/** A proxy passes the client's headers on; others start anew. */
function baseHeaders(exchange: Exchange, integration: Integration, transformed: boolean): Values {
  const { request, snapshot } = exchange;
  const own = { 'x-amzn-apigateway-api-id': [snapshot.api.id] };
  if (isProxy(integration)) return { ...request.headers, ...own };
  return {
    accept: ['application/json'],
    'content-type': transformed ? ['application/json'] : (request.headers['content-type'] ?? ['application/json']),
    'user-agent': [`AmazonAPIGateway_${snapshot.api.id}`],
    'x-amzn-trace-id': request.headers['x-amzn-trace-id'] ?? [],
    ...own,
  };
}
