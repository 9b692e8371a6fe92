import { AwsError } from '../../../contract/aws-error.ts';
import { isObject, readPolicyAnswer } from '../../execute-api/authorizer-answer.ts';
import { cached } from '../../execute-api/authorizer-cache.ts';
import { type AuthorizerResult, invokeAuthorizer } from '../../execute-api/invoke-authorizer.ts';
import { timedOut, withinTimeout } from '../../execute-api/within-timeout.ts';
import { limits } from '../limits.ts';
import type { AuthorizerRow } from '../tables.ts';
import { partsOfFormat1 } from './event-1.ts';
import { partsOfFormat2 } from './event-2.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { authorizerFailed, unauthorized } from './gateway-errors.ts';
import { identityOf } from './identity-source.ts';
import { routeArn } from './route-arn.ts';

/** What a function said of a caller: yes or no, or a policy (JSON text). */
export interface Verdict {
  readonly isAuthorized: boolean;
  readonly policy?: string;
  readonly principalId?: string;
  readonly context: Readonly<Record<string, unknown>>;
}

export type Consulted = { readonly verdict: Verdict } | { readonly refused: Outcome };

/** Asks a Lambda authorizer, or remembers what it said. */
export async function consult(exchange: Exchange, matched: Matched, authorizer: AuthorizerRow): Promise<Consulted> {
  const identity = identityOf(exchange, matched, authorizer);
  if (identity === undefined) return { refused: unauthorized() };
  const { globe, api, stage } = exchange;
  const { authorizerId, ttlSeconds } = authorizer;
  const cachedUnder = `${api.apiId}/${stage.stageName}/${authorizerId}/${JSON.stringify(identity)}`;
  const key = identity.length > 0 && ttlSeconds > 0 ? cachedUnder : undefined;
  return cached<Consulted>(globe, key, ttlSeconds, {
    work: () => ask(exchange, matched, authorizer, identity),
    mayKeep: (consulted) => 'verdict' in consulted,
  });
}

async function ask(
  exchange: Exchange,
  matched: Matched,
  authorizer: AuthorizerRow,
  identity: readonly string[],
): Promise<Consulted> {
  const { globe, scope, cause, api } = exchange;
  try {
    const work = invokeAuthorizer({
      globe,
      scope,
      cause,
      uri: authorizer.uri ?? '',
      roleArn: authorizer.credentialsArn,
      sourceArn: `arn:aws:execute-api:${scope.region}:${scope.account}:${api.apiId}/authorizers/${authorizer.authorizerId}`,
      event: eventOf(exchange, matched, authorizer, identity),
    });
    const asked = await withinTimeout(globe, limits.timeoutMs, 'authorizer timeout', work);
    return asked === timedOut ? { refused: authorizerFailed } : consultedOf(asked, authorizer);
  } catch (error) {
    if (error instanceof AwsError) return { refused: authorizerFailed };
    throw error;
  }
}

function consultedOf(asked: AuthorizerResult, authorizer: AuthorizerRow): Consulted {
  if (asked.failed === 'function' && asked.message === 'Unauthorized') return { refused: unauthorized() };
  const verdict = asked.failed ? undefined : verdictOf(asked.result, authorizer);
  return verdict ? { verdict } : { refused: authorizerFailed };
}

function verdictOf(result: unknown, { simpleResponses }: AuthorizerRow): Verdict | undefined {
  if (simpleResponses) {
    if (!isObject(result) || typeof result.isAuthorized !== 'boolean') return undefined;
    return { isAuthorized: result.isAuthorized, context: isObject(result.context) ? result.context : {} };
  }
  const answer = readPolicyAnswer(result);
  return (
    answer && { isAuthorized: false, policy: answer.policy, principalId: answer.principalId, context: answer.context }
  );
}

function eventOf(
  exchange: Exchange,
  matched: Matched,
  { payloadFormatVersion }: AuthorizerRow,
  identity: readonly string[],
): object {
  if (payloadFormatVersion === '2.0') {
    const own = { type: 'REQUEST', routeArn: routeArn(exchange), identitySource: identity };
    return { ...partsOfFormat2(exchange, matched), ...own };
  }
  const shown = identity.join(',');
  const own = { type: 'REQUEST', methodArn: routeArn(exchange), identitySource: shown, authorizationToken: shown };
  return { ...partsOfFormat1(exchange, matched), ...own };
}
