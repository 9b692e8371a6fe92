import type { Integration } from '@aws-sdk/client-api-gateway';
import { AwsError } from '../../../contract/aws-error.ts';
import type { WireRequest, WireResponse } from '../../../contract/door.ts';
import type { Principal } from '../../../contract/principal.ts';
import type { Values } from '../../execute-api/message.ts';
import { timedOut, withinTimeout } from '../../execute-api/within-timeout.ts';
import { limits } from '../limits.ts';
import { type AwsUri, parseAwsUri } from './aws-uri.ts';
import type { Exchange, IntegrationFacts, Matched, Outcome } from './exchange.ts';
import { bodyText, mapText } from './execution-log.ts';
import { type IntegrationRequest, prepareRequest } from './integration-request.ts';
import { mapAnswer } from './integration-response.ts';
import { filledUri } from './integration-uri.ts';
import { methodArn } from './method-arn.ts';
import { functionThrottled, invalidBodyText, misconfigured, timedOutIntegration } from './refusals.ts';

/** AWS: asks a service for what the mapped request says, and maps what it answers. */
export async function callService(exchange: Exchange, matched: Matched, integration: Integration): Promise<Outcome> {
  const prepared = prepareRequest(exchange, matched, integration);
  if (prepared.outcome) return prepared.outcome;
  const { globe } = exchange;
  const startedAt = globe.clock.now();
  const latencyMs = () => globe.clock.now() - startedAt;
  const uri = parseAwsUri(filledUri(exchange, integration, prepared.request.path));
  if (!uri) return misconfigured({ latencyMs: 0, error: 'Invalid endpoint address' });
  const caller = callerOf(exchange, matched, integration, uri);
  if (typeof caller === 'string') return misconfigured({ latencyMs: 0, error: caller });
  const request = wireRequest(exchange, integration, uri, prepared.request, caller);
  logRequest(exchange, uri, request);
  const timeoutMs = integration.timeoutInMillis ?? limits.timeoutMs;
  const response = await withinTimeout(globe, timeoutMs, 'integration timeout', globe.door.request(request));
  if (response === timedOut) {
    return timedOutIntegration({ latencyMs: latencyMs(), error: 'Execution failed due to a timeout error' });
  }
  logResponse(exchange, response, latencyMs());
  const requestId = headerLists(response)['x-amzn-requestid']?.[0];
  return answerOf(exchange, matched, integration, uri, response, {
    latencyMs: latencyMs(),
    status: response.status,
    requestId,
  });
}

function answerOf(
  exchange: Exchange,
  matched: Matched,
  integration: Integration,
  uri: AwsUri,
  response: WireResponse,
  facts: IntegrationFacts,
): Outcome {
  const headers = headerLists(response);
  const answer = { status: response.status, headers, body: response.body, facts };
  if (uri.service !== 'lambda')
    return mapAnswer(exchange, matched, integration, { ...answer, selection: String(response.status) });
  if (response.status >= 400) return invocationRefused(response, headers, facts);
  const failed = headers['x-amz-function-error'] !== undefined;
  return mapAnswer(exchange, matched, integration, {
    ...answer,
    selection: failed ? errorMessageOf(response.body) : '',
  });
}

/** AWS: Lambda Developer Guide, "Handling Lambda errors with an API Gateway API": a rejected invocation is an internal error. */
function invocationRefused({ status, body }: WireResponse, headers: Values, facts: IntegrationFacts): Outcome {
  const code = headers['x-amzn-errortype']?.[0] ?? '';
  const message = (member(body, 'message') ?? member(body, 'Message')) || code;
  if (code.startsWith('InvalidRequestContent')) return invalidBodyText(message, facts);
  if (status === 429) return functionThrottled({ ...facts, error: message });
  const reason = status === 403 ? 'Invalid permissions on Lambda function' : message;
  return misconfigured({ ...facts, error: reason });
}

/** Of `{"errorMessage": ...}`: what selection patterns of functions are matched against. */
function errorMessageOf(body: Uint8Array): string {
  return member(body, 'errorMessage') ?? '';
}

function member(body: Uint8Array, name: string): string | undefined {
  try {
    const value = (JSON.parse(Buffer.from(body).toString()) as Readonly<Record<string, unknown>> | null)?.[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    // Not JSON: then it has no such member.
    return undefined;
  }
}

const service = 'apigateway.amazonaws.com';
/** The pseudo role that stands for the caller's own credentials. */
const callersOwn = /^arn:[^:]+:iam::\*:user\/\*$/;

/** In whose name the service is asked; a text says why in nobody's. */
function callerOf(exchange: Exchange, matched: Matched, { credentials }: Integration, uri: AwsUri): Principal | string {
  const { globe, scope } = exchange;
  if (credentials === undefined) {
    if (uri.service !== 'lambda') return { kind: 'anonymous', account: scope.account };
    return { kind: 'service', service, account: scope.account, sourceArn: methodArn(exchange, matched.resource.path) };
  }
  if (callersOwn.test(credentials)) {
    return matched.signer?.principal ?? 'API Gateway does not have the credentials of the caller';
  }
  try {
    return globe.assumeRole(credentials, service, 'BackplaneAssumeRoleSession');
  } catch (error) {
    if (error instanceof AwsError) return 'API Gateway does not have permission to assume the provided role';
    throw error;
  }
}

function wireRequest(
  exchange: Exchange,
  integration: Integration,
  uri: AwsUri,
  { headers, query, body }: IntegrationRequest,
  caller: Principal,
): WireRequest {
  const { scope, cause } = exchange;
  const method = integration.httpMethod ?? exchange.request.method;
  return {
    service: uri.service,
    subdomain: uri.subdomain,
    action: uri.action,
    method: method === 'ANY' ? exchange.request.method : method,
    path: uri.path,
    query: [uri.query, queryText(query)].filter((part) => part !== '').join('&'),
    headers: Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.join(', ')])),
    body,
    scope: { account: caller.account, region: uri.region || scope.region },
    caller,
    cause,
  };
}

export function queryText(query: Values): string {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  );
  return pairs.join('&');
}

function headerLists({ headers }: WireResponse): Values {
  const lists = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    typeof value === 'string' ? [value] : value,
  ]);
  return Object.fromEntries(lists) as Values;
}

function logRequest({ log }: Exchange, uri: AwsUri, { headers, body, path, query, scope }: WireRequest): void {
  const address = `https://${uri.service}.${scope.region}.amazonaws.com${path}${query === '' ? '' : `?${query}`}`;
  log.add('trace', () => `Endpoint request URI: ${address}`);
  log.add('trace', () => `Endpoint request headers: ${mapText(headers)}`);
  log.add('trace', () => `Endpoint request body after transformations: ${bodyText(body)}`);
  log.add('info', () => `Sending request to ${address}`);
}

function logResponse({ log }: Exchange, { status, headers, body }: WireResponse, latencyMs: number): void {
  log.add('info', () => `Received response. Status: ${status}, Integration latency: ${latencyMs} ms`);
  log.add('trace', () => `Endpoint response headers: ${mapText(headers)}`);
  log.add('trace', () => `Endpoint response body before transformations: ${bodyText(body)}`);
}
