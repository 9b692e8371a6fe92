import type { Integration, IntegrationResponse } from '@aws-sdk/client-api-gateway';
import type { GatewayResponse, Values } from '../../execute-api/message.ts';
import { BodyNotJsonError, MappingError } from '../mapping/mapping-errors.ts';
import type { Exchange, IntegrationFacts, Matched, Outcome } from './exchange.ts';
import { bodyText, mapText } from './execution-log.ts';
import { type MappingFacts, mappedValues } from './mapping-source.ts';
import { isBinary, mediaType } from './media-type.ts';
import { misconfigured } from './refusals.ts';
import { render } from './render.ts';
import { fitsPattern } from './selection-pattern.ts';

/** What a backend answered. */
export interface IntegrationAnswer {
  readonly status: number;
  readonly headers: Values;
  readonly body: Uint8Array;
  /** What selection patterns are matched against: the status, or a function's error message. */
  readonly selection: string;
  readonly facts: IntegrationFacts;
}

/** Maps an answer for the client: status, headers and body of the integration response that its selection picks. */
export function mapAnswer(
  exchange: Exchange,
  matched: Matched,
  integration: Integration,
  answer: IntegrationAnswer,
): Outcome {
  const chosen = responseFor(integration, answer.selection);
  if (!chosen) {
    const reason = `No match for output mapping and no default endpoint response mapping configured. Endpoint Response Status Code: ${answer.status}`;
    return misconfigured({ ...answer.facts, error: reason });
  }
  try {
    return { integration: answer.facts, response: mapped(exchange, matched, chosen, answer) };
  } catch (error) {
    if (!(error instanceof MappingError || error instanceof BodyNotJsonError)) throw error;
    exchange.log.add('error', () => `Execution failed due to an internal error: ${error.message}`);
    return misconfigured({ ...answer.facts, error: 'Unable to transform response' });
  }
}

/** The response whose pattern fits, else the one without a pattern. */
function responseFor({ integrationResponses = {} }: Integration, selection: string): IntegrationResponse | undefined {
  const responses = Object.values(integrationResponses);
  const fitting = responses.find(
    ({ selectionPattern }) => selectionPattern && fitsPattern(selectionPattern, selection),
  );
  return fitting ?? responses.find(({ selectionPattern }) => !selectionPattern);
}

function mapped(
  exchange: Exchange,
  matched: Matched,
  chosen: IntegrationResponse,
  answer: IntegrationAnswer,
): GatewayResponse {
  const [type, template] = chosenTemplate(exchange, chosen);
  const facts: MappingFacts = {
    exchange,
    matched,
    integration: answer.facts,
    integrationHeaders: answer.headers,
    body: readableBody(exchange, chosen, answer),
  };
  const headers = mappedHeaders(chosen, facts);
  const rendered = template === undefined ? undefined : render(template, facts);
  const overrides = rendered?.overrides.response;
  const body = sentBody(exchange, chosen, answer, rendered?.text);
  const all = { 'content-type': [type], ...headers, ...lowerCase(overrides?.header ?? {}) };
  exchange.log.add('trace', () => `Method response body after transformations: ${bodyText(body)}`);
  exchange.log.add('trace', () => `Method response headers: ${mapText(all)}`);
  return { status: finalStatus(overrides?.status ?? Number(chosen.statusCode)), headers: all, body };
}

/** HTTP knows what is below 200 as news on the way, after which an answer is still to come. */
function finalStatus(status: number): number {
  return status < 200 ? 500 : status;
}

/** The template of the type that the client accepts, of JSON, or the first; with the type of the answer. */
function chosenTemplate(
  { request }: Exchange,
  { responseTemplates = {} }: IntegrationResponse,
): [string, string | undefined] {
  const accepted = mediaType(request.headers.accept?.[0]);
  const types = [accepted, 'application/json', Object.keys(responseTemplates)[0] ?? ''];
  const type = types.find((each) => responseTemplates[each] !== undefined);
  return type === undefined ? ['application/json', undefined] : [type, responseTemplates[type] || undefined];
}

/** AWS: "Content type conversions in API Gateway", responses. */
function isBinaryAnswer({ snapshot }: Exchange, { headers }: IntegrationAnswer): boolean {
  return isBinary(snapshot.api.binaryMediaTypes, mediaType(headers['content-type']?.[0]));
}

function acceptsBinary({ snapshot, request }: Exchange): boolean {
  return isBinary(snapshot.api.binaryMediaTypes, mediaType(request.headers.accept?.[0]));
}

function staysBinary(exchange: Exchange, { contentHandling }: IntegrationResponse): boolean {
  return contentHandling === 'CONVERT_TO_BINARY' || (contentHandling === undefined && acceptsBinary(exchange));
}

function readableBody(exchange: Exchange, chosen: IntegrationResponse, answer: IntegrationAnswer): string {
  const encoded = isBinaryAnswer(exchange, answer) && !staysBinary(exchange, chosen);
  return Buffer.from(answer.body).toString(encoded ? 'base64' : 'utf8');
}

function sentBody(
  exchange: Exchange,
  chosen: IntegrationResponse,
  answer: IntegrationAnswer,
  rendered: string | undefined,
): Uint8Array {
  const binary = staysBinary(exchange, chosen);
  if (isBinaryAnswer(exchange, answer) && binary) return answer.body;
  return Buffer.from(rendered ?? readableBody(exchange, chosen, answer), binary ? 'base64' : 'utf8');
}

function mappedHeaders({ responseParameters = {} }: IntegrationResponse, facts: MappingFacts): Values {
  const headers = Object.entries(responseParameters).map(([target, source]): [string, readonly string[]] => [
    target.slice('method.response.header.'.length).toLowerCase(),
    mappedValues(source, facts) ?? [],
  ]);
  return Object.fromEntries(headers.filter(([, values]) => values.length > 0));
}

function lowerCase(headers: Values): Values {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name.toLowerCase(), values]));
}
