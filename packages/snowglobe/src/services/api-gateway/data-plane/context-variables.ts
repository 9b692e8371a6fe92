import { contextMember } from '../../execute-api/context-member.ts';
import { logTime } from '../../execute-api/log-time.ts';
import type { GatewayResponse } from '../../execute-api/message.ts';
import type { Exchange, IntegrationFacts, Matched, Refusal } from './exchange.ts';
import { signerVariables } from './signer-variables.ts';

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

/** AWS: API Gateway Developer Guide, "Variables for access logging" and "Variables for data transformations". */
const variables: Readonly<Record<string, Variable>> = {
  accountId: ({ exchange }) => exchange.scope.account,
  apiId: ({ exchange }) => exchange.snapshot.api.id,
  'authorize.error': (facts) => signatureOutcome(facts)?.error,
  'authorize.latency': (facts) => signatureOutcome(facts)?.latency,
  'authorize.status': (facts) => signatureOutcome(facts)?.status,
  'authenticate.error': (facts) => signatureOutcome(facts)?.error,
  'authenticate.latency': (facts) => signatureOutcome(facts)?.latency,
  'authenticate.status': (facts) => signatureOutcome(facts)?.status,
  'authorizer.error': ({ matched }) => matched?.authorization?.error,
  'authorizer.integrationLatency': ({ matched }) => matched?.authorization?.latencyMs,
  'authorizer.integrationStatus': ({ matched }) => matched?.authorization?.status,
  'authorizer.latency': ({ matched }) => matched?.authorization?.latencyMs,
  'authorizer.requestId': ({ matched }) => matched?.authorization?.requestId,
  'authorizer.status': ({ matched }) => matched?.authorization?.status,
  'customDomain.basePathMatched': ({ exchange }) => exchange.customDomain?.basePathMatched,
  awsEndpointRequestId: ({ integration }) => integration?.requestId,
  deploymentId: ({ exchange }) => exchange.stage.deploymentId,
  domainName: ({ exchange }) => exchange.request.domainName,
  domainPrefix: ({ exchange }) => exchange.request.domainName.split('.')[0],
  endpointType: ({ exchange }) => exchange.snapshot.api.endpointConfiguration?.types?.[0],
  'error.message': ({ refusal }) => refusal?.message ?? undefined,
  'error.messageString': ({ refusal }) => refusal && JSON.stringify(refusal.message),
  'error.responseType': ({ refusal }) => refusal?.responseType,
  'error.validationErrorString': ({ refusal }) => refusal?.validationError,
  extendedRequestId: ({ exchange }) => exchange.extendedRequestId,
  httpMethod: ({ exchange }) => exchange.request.method,
  'identity.accessKey': (facts) => signerVariables(facts).accessKey,
  'identity.accountId': (facts) => signerVariables(facts).accountId,
  'identity.apiKey': ({ matched }) => matched?.apiKey?.value,
  'identity.apiKeyId': ({ matched }) => matched?.apiKey?.id,
  'identity.caller': (facts) => signerVariables(facts).caller,
  'identity.sourceIp': ({ exchange }) => exchange.request.sourceIp,
  'identity.user': (facts) => signerVariables(facts).user,
  'identity.userAgent': ({ exchange }) => exchange.request.headers['user-agent']?.[0],
  'identity.userArn': (facts) => signerVariables(facts).userArn,
  'integration.error': ({ integration }) => integration?.error,
  'integration.integrationStatus': ({ integration }) => integration?.status,
  'integration.latency': ({ integration }) => integration?.latencyMs,
  'integration.requestId': ({ integration }) => integration?.requestId,
  'integration.status': ({ integration }) => integration?.status,
  integrationErrorMessage: ({ integration }) => integration?.error,
  integrationLatency: ({ integration }) => integration?.latencyMs,
  integrationStatus: ({ integration }) => integration?.status,
  isCanaryRequest: ({ exchange }) => (exchange.stage.canarySettings ? String(exchange.isCanary ?? false) : undefined),
  operationName: ({ matched }) => matched?.method.operationName,
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

/** How the check of a signature went; nothing for methods that ask for none. */
function signatureOutcome({ matched, refusal }: ContextFacts) {
  if (matched?.method.authorizationType !== 'AWS_IAM') return undefined;
  if (matched.signer && refusal?.responseType !== 'ACCESS_DENIED') return { status: 200, latency: 0, error: undefined };
  return { status: 403, latency: 0, error: refusal?.message ?? undefined };
}

/** The value of `$context.NAME`; undefined when there is none. */
export function contextVariable(name: string, facts: ContextFacts): string | undefined {
  const value = variables[name]?.(facts) ?? authorizerVariable(name, facts);
  return value === undefined ? undefined : String(value);
}

/** `authorizer.NAME` and `authorizer.claims.NAME`: what an authorizer said of the caller. */
function authorizerVariable(name: string, { matched }: ContextFacts): string | undefined {
  const [, path] = /^authorizer\.(.+)$/.exec(name) ?? [];
  return path === undefined ? undefined : contextMember(matched?.authorization?.values, path);
}

interface Placed {
  /** `identity.sourceIp` taken apart. */
  readonly parts: readonly string[];
  readonly variable: Variable;
}

const placed: readonly Placed[] = Object.entries(variables).map(([name, variable]) => ({
  parts: name.split('.'),
  variable,
}));

/** The variables as templates see them: names with dots are members of members. `use`: those that are wanted. */
export function contextTree(
  facts: ContextFacts,
  use: ReadonlySet<string> | 'all' = 'all',
): Readonly<Record<string, unknown>> {
  const tree: Record<string, unknown> = {};
  for (const { parts, variable } of placed) {
    if (use !== 'all' && !use.has(parts[0] ?? '')) continue;
    const value = variable(facts);
    if (value !== undefined) put(tree, parts, value);
  }
  const said = facts.matched?.authorization?.values;
  if (said) tree.authorizer = { ...(tree.authorizer as object | undefined), ...said };
  return tree;
}

function put(tree: Record<string, unknown>, [head = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) tree[head] = value;
  else put((tree[head] ??= {}) as Record<string, unknown>, rest, value);
}

/** The text with its `$context` variables filled. */
export function withContext(text: string, facts: ContextFacts, missing: string): string {
  return text.replace(
    /\$context\.([A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_:-]*[A-Za-z0-9_])*)/g,
    (_all, name: string) => contextVariable(name, facts) ?? missing,
  );
}
