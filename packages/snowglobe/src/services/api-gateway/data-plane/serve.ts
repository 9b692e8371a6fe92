import type { Globe } from '../../../contract/globe.ts';
import type { DataPlaneRequest, DataPlaneResponse } from '../../../contract/service.ts';
import { isSendable } from '../../execute-api/header-text.ts';
import type { GatewayResponse } from '../../execute-api/message.ts';
import { limits } from '../limits.ts';
import { admitApiKey } from './admit-api-key.ts';
import { answerTo } from './answer.ts';
import { authorize } from './authorize.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { logArrival } from './execute.ts';
import { executeCached } from './execute-cached.ts';
import { locate } from './locate.ts';
import { matchMethod } from './match-method.ts';
import { logDetailOf, writeExecutionLog } from './method-log.ts';
import { exchangeOf } from './receive.ts';
import { noSuchMethod, signatureRefused, throttled, tooLarge } from './refusals.ts';
import { admitToStage } from './throttle.ts';

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

type Answer = Outcome & { readonly matched: Matched | undefined };

/** Checks what may be passed on, and passes it on. */
async function pass(arrived: Exchange): Promise<Answer> {
  const { snapshot, stage, log } = arrived;
  if (arrived.request.body.length > limits.payloadBytes) return { ...tooLarge, matched: undefined };
  const found = matchMethod(snapshot, arrived.request.method, arrived.request.path);
  if (!found) return { ...unknownMethod(arrived), matched: undefined };
  log.detail = logDetailOf(stage, found);
  logArrival(arrived, found);
  const authorized = await authorize(arrived, found);
  if (authorized.outcome) return { ...authorized.outcome, matched: authorized.matched };
  const admitted = found.method.apiKeyRequired ? admitApiKey(arrived, authorized.matched) : undefined;
  if (admitted?.outcome) return { ...admitted.outcome, matched: authorized.matched };
  const matched: Matched = { ...authorized.matched, ...(admitted && { apiKey: admitted.apiKey }) };
  if (!admitToStage(arrived, matched)) return { ...throttled, matched };
  return { ...(await executeCached(arrived, matched)), matched };
}

/** A method that does not exist is asked for as if it wanted a signature, so a header that is none is told first. */
function unknownMethod({ globe, scope, incoming }: Exchange): Outcome {
  const identity = globe.door.identify(incoming, { service: 'execute-api', region: scope.region });
  return identity.kind === 'refused' ? signatureRefused(identity.failure, identity.message) : noSuchMethod;
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
