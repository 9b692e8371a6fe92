import type { Integration, IntegrationResponse } from '@aws-sdk/client-api-gateway';
import type { Values } from '../../execute-api/message.ts';
import { preflightOrigins } from '../preflight-script.ts';
import type { Exchange, Outcome } from './exchange.ts';
import { mediaType } from './media-type.ts';
import { misconfigured, unsupportedMediaType } from './refusals.ts';

/** MOCK: the request template names a status, and the integration response of that status is the answer. */
export function answerMock({ request }: Exchange, integration: Integration): Outcome {
  const type = mediaType(request.headers['content-type']?.[0]) || 'application/json';
  const template = requestTemplate(integration, type);
  if (template === null) return unsupportedMediaType;
  const given = template ?? Buffer.from(request.body).toString();
  const status = /["']?statusCode["']?\s*:\s*["']?(\d+)/.exec(given)?.[1];
  if (status === undefined) return misconfigured({ latencyMs: 0, error: 'Unable to parse statusCode' });
  const response = responseFor(integration, status);
  if (!response) return misconfigured({ latencyMs: 0, error: 'No match for output mapping and no default' });
  const body = responseTemplate(response);
  return {
    integration: { latencyMs: 0, status: Number(status) },
    response: {
      status: Number(response.statusCode),
      headers: { 'content-type': ['application/json'], ...headersOf(response, request.headers) },
      body: Buffer.from(preflightOrigins(body) ? '' : body),
    },
  };
}

/** Undefined: the body stands for it; null: a body of this type is not taken. */
function requestTemplate(integration: Integration, type: string): string | null | undefined {
  const templates = integration.requestTemplates ?? {};
  const template = templates[type];
  if (template !== undefined) return template;
  const { passthroughBehavior } = integration;
  const refused =
    passthroughBehavior === 'NEVER' ||
    (passthroughBehavior === 'WHEN_NO_TEMPLATES' && Object.keys(templates).length > 0);
  return refused ? null : undefined;
}

/** The response whose pattern fits the whole status, else that without a pattern. */
function responseFor(integration: Integration, status: string): IntegrationResponse | undefined {
  const responses = Object.values(integration.integrationResponses ?? {});
  const fitting = responses.find(({ selectionPattern }) => selectionPattern && fits(selectionPattern, status));
  return fitting ?? responses.find(({ selectionPattern }) => !selectionPattern);
}

function fits(pattern: string, status: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(status);
  } catch {
    // A pattern that JavaScript does not know fits nothing.
    return false;
  }
}

function responseTemplate({ responseTemplates = {} }: IntegrationResponse): string {
  return responseTemplates['application/json'] ?? Object.values(responseTemplates)[0] ?? '';
}

/** Fixed texts stand in quotes. */
function headersOf(response: IntegrationResponse, requestHeaders: Values): Values {
  const headers = Object.entries(response.responseParameters ?? {}).map(([name, value]): [string, string[]] => [
    name.slice('method.response.header.'.length).toLowerCase(),
    [value.slice(1, -1)],
  ]);
  const origin = requestHeaders.origin?.[0] ?? '';
  const allowed = preflightOrigins(responseTemplate(response))?.includes(origin);
  return { ...Object.fromEntries(headers), ...(allowed && { 'access-control-allow-origin': [origin] }) };
}
