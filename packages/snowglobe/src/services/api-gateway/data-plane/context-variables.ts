import { logTime } from '../../execute-api/log-time.ts';
import type { GatewayResponse } from '../../execute-api/message.ts';
import type { Exchange, IntegrationFacts, Matched, Refusal } from './exchange.ts';

/** What `$context` variables are read from. */
export interface ContextFacts {
  readonly exchange: Exchange;
  readonly matched: Matched | undefined;
  readonly integration?: IntegrationFacts | undefined;
  readonly refusal?: Refusal | undefined;
  /** Not known yet while a gateway response is made. */
  readonly response?: GatewayResponse;
}

type Variable = (facts: ContextFacts) => string | number | undefined;

/** AWS: API Gateway Developer Guide, "Variables for access logging" and "$context variables". */
const variables: Readonly<Record<string, Variable>> = {
  accountId: ({ exchange }) => exchange.scope.account,
  apiId: ({ exchange }) => exchange.snapshot.api.id,
  deploymentId: ({ exchange }) => exchange.stage.deploymentId,
  domainName: ({ exchange }) => exchange.request.domainName,
  domainPrefix: ({ exchange }) => exchange.snapshot.api.id,
  'error.message': ({ refusal }) => refusal?.message,
  'error.messageString': ({ refusal }) => refusal && JSON.stringify(refusal.message),
  'error.responseType': ({ refusal }) => refusal?.responseType,
  'error.validationErrorString': ({ refusal }) => refusal?.validationError,
  extendedRequestId: ({ exchange }) => exchange.extendedRequestId,
  httpMethod: ({ exchange }) => exchange.request.method,
  'identity.apiKey': ({ matched }) => matched?.apiKey?.value,
  'identity.apiKeyId': ({ matched }) => matched?.apiKey?.id,
  'identity.sourceIp': ({ exchange }) => exchange.request.sourceIp,
  'identity.userAgent': ({ exchange }) => exchange.request.headers['user-agent']?.[0],
  'integration.error': ({ integration }) => integration?.error,
  'integration.integrationStatus': ({ integration }) => integration?.status,
  'integration.latency': ({ integration }) => integration?.latencyMs,
  'integration.status': ({ integration }) => integration?.status,
  integrationErrorMessage: ({ integration }) => integration?.error,
  integrationLatency: ({ integration }) => integration?.latencyMs,
  integrationStatus: ({ integration }) => integration?.status,
  path: ({ exchange }) => `/${exchange.stage.stageName}${exchange.request.path}`,
  protocol: ({ exchange }) => exchange.request.protocol,
  requestId: ({ exchange }) => exchange.requestId,
  requestTime: ({ exchange }) => logTime(exchange.startedAt),
  requestTimeEpoch: ({ exchange }) => exchange.startedAt,
  resourceId: ({ matched }) => matched?.resource.id,
  resourcePath: ({ matched }) => matched?.resource.path,
  responseLatency: ({ exchange }) => exchange.globe.clock.now() - exchange.startedAt,
  responseLength: ({ response }) => response?.body.length,
  stage: ({ exchange }) => exchange.stage.stageName,
  status: ({ response }) => response?.status,
  xrayTraceId: ({ exchange }) => exchange.cause.trace,
};

/** The value of `$context.NAME`; undefined when there is none. */
export function contextVariable(name: string, facts: ContextFacts): string | undefined {
  const value = variables[name]?.(facts);
  return value === undefined ? undefined : String(value);
}

/** The text with its `$context` variables filled. */
export function withContext(text: string, facts: ContextFacts, missing: string): string {
  return text.replace(
    /\$context\.([A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*)/g,
    (_all, name: string) => contextVariable(name, facts) ?? missing,
  );
}
