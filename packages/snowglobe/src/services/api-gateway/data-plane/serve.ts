import type { Globe } from '../../../contract/globe.ts';
import type { DataPlaneRequest, DataPlaneResponse } from '../../../contract/service.ts';
import { isSendable } from '../../execute-api/header-text.ts';
import type { GatewayResponse } from '../../execute-api/message.ts';
import { limits } from '../limits.ts';
import { writeAccessLog } from './access-log.ts';
import { admitApiKey } from './admit-api-key.ts';
import { authorize } from './authorize.ts';
import { compressed, decompressed } from './compression.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { bodyText, mapText } from './execution-log.ts';
import { gatewayResponse } from './gateway-response.ts';
import { integrate } from './integrate.ts';
import { locate } from './locate.ts';
import { matchMethod } from './match-method.ts';
import { logDetailOf, writeExecutionLog } from './method-log.ts';
import { exchangeOf } from './receive.ts';
import { noSuchMethod, throttled, tooLarge, unsupportedMediaType } from './refusals.ts';
import { admitToStage } from './throttle.ts';
import { validateRequest } from './validate-request.ts';

/** Serves a request to a REST API. */
export async function serve(incoming: DataPlaneRequest, globe: Globe): Promise<DataPlaneResponse> {
  const located = locate(globe, incoming);
  if (!located) return forbidden(globe);
  const label = `${incoming.method} ${located.path}`;
  const end = globe.activity.begin('request', label);
  try {
    const exchange = exchangeOf(incoming, globe, located, label);
    const { matched, ...outcome } = await pass(exchange);
    const response = answerTo(exchange, matched, outcome);
    writeExecutionLog(exchange);
    return toClient(exchange, response);
  } finally {
    end();
  }
}

/** No stage of that name, or its address is switched off. */
function forbidden(globe: Globe): DataPlaneResponse {
  const headers = {
    'content-type': 'application/json',
    'x-amzn-errortype': 'ForbiddenException',
    'x-amzn-requestid': globe.random.uuid(),
  };
  return { status: 403, headers, body: '{"message":"Forbidden"}' };
}

/** What the client gets for an outcome, told to the logs. */
function answerTo(exchange: Exchange, matched: Matched | undefined, outcome: Outcome): GatewayResponse {
  const { integration, refusal } = outcome;
  const { log } = exchange;
  const facts = { exchange, matched, integration, refusal };
  if (integration?.error !== undefined) log.add('error', () => failureText(integration.error ?? ''));
  const plain = outcome.refusal ? gatewayResponse(facts, outcome.refusal) : outcome.response;
  if (refusal)
    log.add('info', () => `Gateway response type: ${refusal.responseType} with status code: ${plain.status}`);
  if (refusal) log.add('trace', () => `Gateway response body: ${bodyText(plain.body)}`);
  if (!refusal) log.add('info', () => 'Successfully completed execution');
  log.add('info', () => `Method completed with status: ${plain.status}`);
  const response = compressed(exchange.snapshot.api, exchange.request, plain);
  writeAccessLog({ ...facts, response });
  return response;
}

function failureText(error: string): string {
  return error.startsWith('Execution failed') || error.startsWith('Lambda execution failed')
    ? error
    : `Execution failed due to configuration error: ${error}`;
}

type Answer = Outcome & { readonly matched: Matched | undefined };

/** Checks what may be passed on, and passes it on. */
async function pass(arrived: Exchange): Promise<Answer> {
  const { snapshot, stage, log } = arrived;
  if (arrived.request.body.length > limits.payloadBytes) return { ...tooLarge, matched: undefined };
  const found = matchMethod(snapshot, arrived.request.method, arrived.request.path);
  if (!found) return { ...noSuchMethod, matched: undefined };
  log.detail = logDetailOf(stage, found);
  logArrival(arrived, found);
  const authorized = await authorize(arrived, found);
  if (authorized.outcome) return { ...authorized.outcome, matched: authorized.matched };
  const admitted = found.method.apiKeyRequired ? admitApiKey(arrived, authorized.matched) : undefined;
  if (admitted?.outcome) return { ...admitted.outcome, matched: authorized.matched };
  const matched: Matched = { ...authorized.matched, ...(admitted && { apiKey: admitted.apiKey }) };
  if (!admitToStage(arrived, matched)) return { ...throttled, matched };
  return { ...(await execute(arrived, matched)), matched };
}

/** What a method does once its caller may call it: unpacks, validates, integrates. */
export async function execute(arrived: Exchange, matched: Matched): Promise<Outcome> {
  const request = decompressed(arrived.snapshot.api, arrived.request);
  if (!request) return unsupportedMediaType;
  const exchange = { ...arrived, request };
  return validateRequest(exchange, matched) ?? (await integrate(exchange, matched));
}

export function logArrival({ log, request, requestId }: Exchange, { resource, pathParameters }: Matched): void {
  log.add('info', () => `Starting execution for request: ${requestId}`);
  log.add('info', () => `HTTP Method: ${request.method}, Resource Path: ${resource.path}`);
  log.add('trace', () => `Method request path: ${mapText(pathParameters)}`);
  log.add('trace', () => `Method request query string: ${mapText(request.query)}`);
  log.add('trace', () => `Method request headers: ${mapText(request.headers)}`);
  log.add('trace', () => `Method request body before transformations: ${bodyText(request.body)}`);
}

function toClient({ requestId, extendedRequestId, cause }: Exchange, response: GatewayResponse): DataPlaneResponse {
  const sendable = Object.entries(response.headers).filter(([name, values]) => isSendable(name, values));
  const own = {
    'x-amzn-requestid': requestId,
    'x-amz-apigw-id': extendedRequestId,
    'x-amzn-trace-id': `Root=${cause.trace}`,
  };
  return { status: response.status, headers: { ...own, ...Object.fromEntries(sendable) }, body: response.body };
}
