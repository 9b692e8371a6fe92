import { contextMember } from '../../execute-api/context-member.ts';
import { logTime } from '../../execute-api/log-time.ts';
import { userArnOf, userIdOf } from '../../execute-api/signer.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';

/** What `$context` variables are read from; the later parts are not known while a request is mapped. */
export interface ContextFacts {
  readonly exchange: Exchange;
  readonly matched: Matched | undefined;
  readonly outcome?: Outcome;
}

type Variable = (facts: ContextFacts) => string | number | undefined;

/** AWS: API Gateway Developer Guide, "Customize HTTP API access logs". */
const variables: Readonly<Record<string, Variable>> = {
  accountId: ({ exchange }) => exchange.scope.account,
  apiId: ({ exchange }) => exchange.api.apiId,
  awsEndpointRequestId: () => undefined,
  basePathMatched: ({ exchange }) => exchange.domain?.mappingKey,
  'customDomain.basePathMatched': ({ exchange }) => exchange.domain?.mappingKey,
  dataProcessed: ({ exchange, outcome }) => exchange.request.body.length + (outcome?.response.body.length ?? 0),
  domainName: ({ exchange }) => exchange.request.domainName,
  domainPrefix: ({ exchange }) => exchange.request.domainName.split('.')[0],
  'error.message': ({ outcome }) => outcome?.error?.message,
  'error.messageString': ({ outcome }) => outcome?.error && JSON.stringify(outcome.error.message),
  'error.responseType': ({ outcome }) => outcome?.error?.responseType,
  extendedRequestId: ({ exchange }) => exchange.requestId,
  httpMethod: ({ exchange }) => exchange.request.method,
  'identity.accountId': ({ matched }) => matched?.authorization?.signer?.principal.account,
  'identity.caller': ({ matched }) => matched?.authorization?.signer && userIdOf(matched.authorization.signer),
  'identity.sourceIp': ({ exchange }) => exchange.request.sourceIp,
  'identity.user': ({ matched }) => matched?.authorization?.signer && userIdOf(matched.authorization.signer),
  'identity.userAgent': ({ exchange }) => exchange.request.headers['user-agent']?.[0],
  'identity.userArn': ({ matched }) => matched?.authorization?.signer && userArnOf(matched.authorization.signer),
  'integration.error': ({ outcome }) => outcome?.integration?.error,
  'integration.integrationStatus': ({ outcome }) => outcome?.integration?.status,
  'integration.latency': ({ outcome }) => outcome?.integration?.latencyMs,
  'integration.status': ({ outcome }) => outcome?.integration?.callStatus,
  integrationErrorMessage: ({ outcome }) => outcome?.integration?.error,
  integrationLatency: ({ outcome }) => outcome?.integration?.latencyMs,
  integrationStatus: ({ outcome }) => outcome?.integration?.callStatus,
  path: ({ exchange }) => exchange.request.path,
  protocol: ({ exchange }) => exchange.request.protocol,
  requestId: ({ exchange }) => exchange.requestId,
  requestTime: ({ exchange }) => logTime(exchange.startedAt),
  requestTimeEpoch: ({ exchange }) => exchange.startedAt,
  responseLatency: ({ exchange }) => exchange.globe.clock.now() - exchange.startedAt,
  responseLength: ({ outcome }) => outcome?.response.body.length,
  routeKey: ({ matched }) => matched?.route.routeKey,
  stage: ({ exchange }) => exchange.stage.stageName,
  status: ({ outcome }) => outcome?.response.status,
};

/** The value of `$context.NAME`; undefined when there is none. */
export function contextVariable(name: string, facts: ContextFacts): string | undefined {
  const value = variables[name]?.(facts) ?? authorizerVariable(name, facts);
  return value === undefined ? undefined : String(value);
}

/** `authorizer.NAME` and `authorizer.claims.NAME`. */
function authorizerVariable(name: string, { matched }: ContextFacts): string | undefined {
  const [, path] = /^authorizer\.(.+)$/.exec(name) ?? [];
  return path === undefined ? undefined : contextMember(matched?.authorization?.values, path);
}
