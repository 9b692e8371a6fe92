import { AwsError } from '../../../contract/aws-error.ts';
import { type PolicyAnswer, readPolicyAnswer } from '../../execute-api/authorizer-answer.ts';
import { cached } from '../../execute-api/authorizer-cache.ts';
import { invokeAuthorizer } from '../../execute-api/invoke-authorizer.ts';
import { timedOut, withinTimeout } from '../../execute-api/within-timeout.ts';
import { limits } from '../limits.ts';
import type { AuthorizerRow } from '../tables.ts';
import { requestParts } from './event.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { identityOf } from './identity-source.ts';
import { methodArn } from './method-arn.ts';
import { authorizerFailed, authorizerMisconfigured, unauthorized } from './refusals.ts';
import { fitsPattern } from './selection-pattern.ts';

/** What a function said of a caller, or why nobody passes. */
export type Consulted =
  | { readonly answer: PolicyAnswer; readonly latencyMs: number; readonly refused?: undefined }
  | { readonly refused: Outcome };

/** Asks a Lambda authorizer, or remembers what it said. AWS: "Use API Gateway Lambda authorizers". */
export async function consult(exchange: Exchange, matched: Matched, authorizer: AuthorizerRow): Promise<Consulted> {
  const identity = identityOf(exchange, matched, authorizer);
  if (identity === undefined || !isValid(authorizer, identity)) return { refused: unauthorized };
  const { globe, snapshot, stage } = exchange;
  const ttlSeconds = authorizer.authorizerResultTtlInSeconds ?? limits.authorizerTtlSeconds;
  const cachedUnder = `${snapshot.api.id}/${stage.stageName}/${authorizer.id}/${JSON.stringify(identity)}`;
  const key = identity.length > 0 && ttlSeconds > 0 ? cachedUnder : undefined;
  return cached<Consulted>(globe, key, ttlSeconds, {
    work: () => ask(exchange, matched, authorizer, identity),
    mayKeep: ({ refused }) => refused === undefined,
  });
}

/** The expression that tokens must be of, before the function is asked. */
function isValid(
  { type, identityValidationExpression: expression }: AuthorizerRow,
  identity: readonly string[],
): boolean {
  return type !== 'TOKEN' || !expression || fitsPattern(expression, identity[0] ?? '');
}

async function ask(
  exchange: Exchange,
  matched: Matched,
  authorizer: AuthorizerRow,
  identity: readonly string[],
): Promise<Consulted> {
  const { globe, scope, cause, snapshot, log } = exchange;
  const startedAt = globe.clock.now();
  log.add('info', () => `Starting authorizer: ${authorizer.id}`);
  try {
    const work = invokeAuthorizer({
      globe,
      scope,
      cause,
      uri: authorizer.authorizerUri ?? '',
      roleArn: authorizer.authorizerCredentials,
      sourceArn: `arn:aws:execute-api:${scope.region}:${scope.account}:${snapshot.api.id}/authorizers/${authorizer.id}`,
      event: eventOf(exchange, matched, authorizer, identity),
    });
    const asked = await withinTimeout(globe, limits.timeoutMs, 'authorizer timeout', work);
    if (asked === timedOut) return failed(exchange, 'Authorizer timed out');
    if (asked.failed === 'function' && asked.message === 'Unauthorized') return { refused: unauthorized };
    if (asked.failed) return failed(exchange, asked.message);
    return answered(exchange, readPolicyAnswer(asked.result), globe.clock.now() - startedAt);
  } catch (error) {
    if (error instanceof AwsError) return failed(exchange, error.message);
    throw error;
  }
}

function answered({ log }: Exchange, answer: PolicyAnswer | undefined, latencyMs: number): Consulted {
  if (!answer || !Object.values(answer.context).every(isPlain)) {
    log.add('error', () => 'Execution failed due to configuration error: Invalid JSON in response of the authorizer');
    return { refused: authorizerMisconfigured };
  }
  log.add('info', () => `Using valid authorizer policy for principal: ${'*'.repeat(6)}${answer.principalId.slice(-6)}`);
  return { answer, latencyMs };
}

/** AWS: values of the context are strings, numbers or booleans. */
function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function failed({ log }: Exchange, message: string): Consulted {
  log.add('error', () => `Execution failed due to configuration error: Authorizer error: ${message}`);
  return { refused: authorizerFailed };
}

function eventOf(exchange: Exchange, matched: Matched, { type }: AuthorizerRow, identity: readonly string[]): object {
  const common = { type, methodArn: methodArn(exchange, exchange.request.path) };
  if (type === 'TOKEN') return { ...common, authorizationToken: identity[0] };
  return { ...common, ...requestParts(exchange, matched) };
}
