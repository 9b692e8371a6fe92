import { isSendable } from '../../execute-api/header-text.ts';
import type { GatewayResponse, Values } from '../../execute-api/message.ts';
import { responseTypes } from '../response-types.ts';
import type { GatewayResponseRow } from '../tables.ts';
import { type ContextFacts, contextVariable, withContext } from './context-variables.ts';
import type { Exchange, Refusal } from './exchange.ts';
import { mediaType } from './media-type.ts';

/** A refusal as the API answers it: with its own gateway response, that of the class, or AWS's. */
export function gatewayResponse(facts: ContextFacts, refusal: Refusal): GatewayResponse {
  const { exchange } = facts;
  const known = responseTypes[refusal.responseType];
  const ofError = refusal.status ?? known?.status ?? 500;
  const custom = customResponse(exchange, refusal.responseType, ofError);
  const [type, template] = templateFor(exchange, custom);
  const status = statusOf(custom, refusal, ofError);
  return {
    status,
    headers: {
      'content-type': [type],
      ...errorTypeHeader(refusal),
      ...(custom && customHeaders(custom, facts)),
    },
    body: Buffer.from(template === undefined ? defaultBody(refusal) : withContext(template, facts, '')),
  };
}

function errorTypeHeader({ responseType, errorType }: Refusal): Values {
  const type = errorType ?? responseTypes[responseType]?.error;
  return type === undefined ? {} : { 'x-amzn-errortype': [type] };
}

/** What is found out only while a method runs is answered with a space, everything before it without. */
function defaultBody({ responseType, message }: Refusal): string {
  if (responseType === 'ACCESS_DENIED') return `{"Message":${JSON.stringify(message)}}`;
  return /^(BAD_REQUEST|API_CONF|INTEGRATION)/.test(responseType)
    ? `{"message": ${JSON.stringify(message)}}`
    : `{"message":${JSON.stringify(message)}}`;
}

function customResponse({ snapshot }: Exchange, type: string, status: number): GatewayResponseRow | undefined {
  const find = (wanted: string) => snapshot.gatewayResponses.find((each) => each.responseType === wanted);
  return find(type) ?? find(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
}

function statusOf(custom: GatewayResponseRow | undefined, refusal: Refusal, ofError: number): number {
  // A type's own status is no change of it.
  const unchanged = String(responseTypes[refusal.responseType]?.status);
  if (!custom?.statusCode || custom.statusCode === unchanged) return ofError;
  return Number(custom.statusCode);
}

function templateFor({ request }: Exchange, custom: GatewayResponseRow | undefined): [string, string | undefined] {
  const templates = custom?.responseTemplates ?? {};
  const accepted = mediaType(request.headers.accept?.[0]);
  const type = accepted in templates ? accepted : 'application/json';
  return [type, templates[type]];
}

function customHeaders({ responseParameters = {} }: GatewayResponseRow, facts: ContextFacts): Values {
  const headers = Object.entries(responseParameters).map(([name, source]): [string, string[]] => [
    name.slice('gatewayresponse.header.'.length).toLowerCase(),
    [parameterValue(source, facts)],
  ]);
  return Object.fromEntries(headers.filter(([name, values]) => values[0] !== '' && isSendable(name, values)));
}

function parameterValue(source: string, facts: ContextFacts): string {
  if (source.startsWith("'")) return source.slice(1, -1);
  const { request, stage } = facts.exchange;
  const [, place, name = ''] = /^(?:method\.request\.)?([A-Za-z]+)\.(.+)$/.exec(source) ?? [];
  if (place === 'header') return request.headers[name.toLowerCase()]?.at(-1) ?? '';
  if (place === 'querystring') return request.query[name]?.at(-1) ?? '';
  if (place === 'path') return facts.matched?.pathParameters[name] ?? '';
  if (place === 'stageVariables') return stage.variables?.[name] ?? '';
  return contextVariable(name, facts) ?? '';
}
