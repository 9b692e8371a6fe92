import type { Globe } from '../../../contract/globe.ts';
import type { DataPlaneRequest, DataPlaneResponse } from '../../../contract/service.ts';
import type { GatewayResponse, Values } from '../../execute-api/message.ts';
import { limits } from '../limits.ts';
import { decide } from '../resource-policy.ts';
import { writeAccessLog } from './access-log.ts';
import { admitApiKey } from './admit-api-key.ts';
import { compressed, decompressed } from './compression.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { callFunction, methodArn } from './function-integration.ts';
import { gatewayResponse } from './gateway-response.ts';
import { isSendable } from '../../execute-api/header-text.ts';
import { type Located, locate } from './locate.ts';
import { matchMethod } from './match-method.ts';
import { answerMock } from './mock-integration.ts';
import { accessDenied, misconfigured, noSuchMethod, throttled, tooLarge, unsupportedMediaType } from './refusals.ts';
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
    const { integration, refusal } = outcome;
    const facts = { exchange, matched, integration, refusal };
    const plain = outcome.refusal ? gatewayResponse(facts, outcome.refusal) : outcome.response;
    const response = compressed(exchange.snapshot.api, exchange.request, plain);
    writeAccessLog({ ...facts, response });
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

type Answer = Outcome & { readonly matched: Matched | undefined };

/** Checks what may be passed on, and passes it on. */
async function pass(arrived: Exchange): Promise<Answer> {
  const { snapshot } = arrived;
  if (arrived.request.body.length > limits.payloadBytes) return { ...tooLarge, matched: undefined };
  const found = matchMethod(snapshot, arrived.request.method, arrived.request.path);
  if (!found) return { ...noSuchMethod, matched: undefined };
  const denial = policyDenial(arrived);
  if (denial) return { ...denial, matched: found };
  const admitted = found.method.apiKeyRequired ? admitApiKey(arrived, found) : undefined;
  if (admitted?.outcome) return { ...admitted.outcome, matched: found };
  const matched: Matched = { ...found, ...(admitted && { apiKey: admitted.apiKey }) };
  if (!admitToStage(arrived, matched)) return { ...throttled, matched };
  const request = decompressed(snapshot.api, arrived.request);
  if (!request) return { ...unsupportedMediaType, matched };
  const exchange = { ...arrived, request };
  const outcome = validateRequest(exchange, matched) ?? (await integrate(exchange, matched));
  return { ...outcome, matched };
}

function integrate(exchange: Exchange, matched: Matched): Outcome | Promise<Outcome> {
  const { methodIntegration: integration } = matched.method;
  if (!integration) return misconfigured({ latencyMs: 0, error: 'No integration defined for method' });
  return integration.type === 'MOCK' ? answerMock(exchange, integration) : callFunction(exchange, matched, integration);
}

function policyDenial(exchange: Exchange): Outcome | undefined {
  const { policy } = exchange.snapshot.api;
  if (policy === undefined) return undefined;
  const resource = methodArn(exchange, exchange.request.path);
  const decision = decide(policy, { resource, sourceIp: exchange.request.sourceIp });
  if (decision === 'allowed') return undefined;
  // AWS hides all but the account's last four digits.
  const shown = resource.replace(`:${exchange.scope.account}:`, `:********${exchange.scope.account.slice(-4)}:`);
  const ending = decision === 'denied' ? ' with an explicit deny' : '';
  return accessDenied(
    `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${shown}${ending}`,
  );
}

const idAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function exchangeOf(incoming: DataPlaneRequest, globe: Globe, located: Located, label: string): Exchange {
  const { scope, apiId, stage, deployment, path } = located;
  const cause = globe.causes.begin('request', label, linkOf(incoming.headers['x-amzn-trace-id']?.[0]));
  const { connection: _connection, 'keep-alive': _alive, 'transfer-encoding': _encoding, ...kept } = incoming.headers;
  const { method, sourceIp, body } = incoming;
  const domainName = `${apiId}.execute-api.${scope.region}.amazonaws.com`;
  const headers: Values = {
    ...kept,
    host: [domainName],
    'x-amzn-trace-id': [`Root=${cause.trace}`],
    'x-forwarded-for': [[...(kept['x-forwarded-for'] ?? []), sourceIp].join(', ')],
    'x-forwarded-port': ['443'],
    'x-forwarded-proto': ['https'],
  };
  const protocol = /^HTTP\//i.test(incoming.httpVersion) ? incoming.httpVersion : `HTTP/${incoming.httpVersion}`;
  return {
    globe,
    scope,
    stage,
    snapshot: deployment.snapshot,
    request: { method, path, query: readQuery(incoming.query), headers, domainName, sourceIp, protocol, body },
    requestId: globe.random.uuid(),
    extendedRequestId: `${globe.random.text(15, idAlphabet)}=`,
    startedAt: globe.clock.now(),
    cause,
  };
}

/** `a=1&a=2&b` as names with their values, decoded, in the order of their arrival. */
function readQuery(query: string): Values {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
}

/** `Root=1-...;Parent=...` */
function linkOf(header = ''): { readonly id: string; readonly trace: string } | undefined {
  const trace = /Root=([^;]+)/.exec(header)?.[1];
  const id = /Parent=([^;]+)/.exec(header)?.[1];
  return trace === undefined || id === undefined ? undefined : { id, trace };
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
