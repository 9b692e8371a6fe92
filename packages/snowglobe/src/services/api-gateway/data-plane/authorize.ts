import type { Principal } from '../../../contract/principal.ts';
import { claimTexts } from '../../execute-api/claim-texts.ts';
import type { AuthorizerRow } from '../tables.ts';
import { anonymous, decide, decideBy, masked, policyDenial } from './access-decision.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { consult } from './lambda-authorizer.ts';
import { accessDenied, authorizerMisconfigured, noSuchMethod, signatureRefused } from './refusals.ts';
import { recognise } from './user-pool-authorizer.ts';

/** The method with what is now known of the caller, or why they may not pass. */
export type Authorized =
  | { readonly matched: Matched; readonly outcome?: undefined }
  | { readonly matched: Matched; readonly outcome: Outcome };

type Authorize = (exchange: Exchange, matched: Matched) => Authorized | Promise<Authorized>;

const byType: Readonly<Record<string, Authorize>> = {
  NONE: authorizeAnyone,
  AWS_IAM: authorizeSigner,
  CUSTOM: authorizeByFunction,
  COGNITO_USER_POOLS: authorizeByUserPool,
};

/** Checks who calls, as the method asks, together with the API's own policy. */
export function authorize(exchange: Exchange, matched: Matched): Authorized | Promise<Authorized> {
  const { authorizationType = 'NONE' } = matched.method;
  const check = byType[authorizationType];
  if (!check) throw new Error(`nothing checks the authorization type ${authorizationType}`);
  return check(exchange, matched);
}

function authorizeAnyone(exchange: Exchange, matched: Matched): Authorized {
  const denial = policyDenial(exchange);
  return denial ? { matched, outcome: denial } : { matched };
}

/** AWS_IAM. AWS: "How API Gateway resource policies affect authorization workflow", IAM authentication and resource policy. */
function authorizeSigner(exchange: Exchange, found: Matched): Authorized {
  const { globe, scope, incoming } = exchange;
  const identity = globe.door.identify(incoming, { service: 'execute-api', region: scope.region });
  if (identity.kind === 'unsigned') return { matched: found, outcome: noSuchMethod };
  if (identity.kind === 'refused') {
    return { matched: found, outcome: signatureRefused(identity.failure, identity.message) };
  }
  const { principal, accessKeyId } = identity;
  const matched = { ...found, signer: { principal, accessKeyId } };
  const answer = decide(exchange, principal);
  return answer.allowed ? { matched } : { matched, outcome: accessDenied(masked(exchange, answer.message)) };
}

function authorizerOf({ snapshot }: Exchange, { method }: Matched): AuthorizerRow | undefined {
  return snapshot.authorizers?.find(({ id }) => id === method.authorizerId);
}

/** AWS: "How API Gateway resource policies affect authorization workflow", Lambda authorizer and resource policy. */
async function authorizeByFunction(exchange: Exchange, found: Matched): Promise<Authorized> {
  const authorizer = authorizerOf(exchange, found);
  if (!authorizer) return { matched: found, outcome: authorizerMisconfigured };
  const ofApi = exchange.snapshot.api.policy === undefined ? undefined : decide(exchange, anonymous(exchange));
  if (ofApi && !ofApi.allowed && ofApi.explicit)
    return { matched: found, outcome: policyDenial(exchange) ?? notAllowed };
  const consulted = await consult(exchange, found, authorizer);
  if (consulted.refused) return { matched: found, outcome: consulted.refused };
  const { answer, latencyMs } = consulted;
  const values = { ...textsOf(answer.context), principalId: answer.principalId };
  const authorization = { values, latencyMs, status: 200, usageIdentifierKey: answer.usageIdentifierKey };
  const matched = { ...found, authorization };
  const said = decideBy(exchange, principalOf(exchange, answer.principalId), [answer.policy]);
  if (said.allowed) return { matched };
  if (said.explicit) return { matched, outcome: denied };
  return ofApi?.allowed ? { matched } : { matched, outcome: notAllowed };
}

const notAllowed = accessDenied('User is not authorized to access this resource');
const denied = accessDenied(
  'User is not authorized to access this resource with an explicit deny in an identity-based policy',
);

/** Somebody whom only the authorizer knows. */
function principalOf({ scope: { account } }: Exchange, principalId: string): Principal {
  const arn = `arn:aws:iam::${account}:user/${principalId}`;
  return { kind: 'user', account, userName: principalId, arn, userId: principalId };
}

/** Whatever a function puts into its context becomes text. */
function textsOf(context: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const given = Object.entries(context).filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** The API's policy is asked for by itself. */
async function authorizeByUserPool(exchange: Exchange, found: Matched): Promise<Authorized> {
  const authorizer = authorizerOf(exchange, found);
  if (!authorizer) return { matched: found, outcome: authorizerMisconfigured };
  const recognised = await recognise(exchange, found, authorizer);
  if (recognised.refused) return { matched: found, outcome: recognised.refused };
  // Lists are joined by commas, as AWS gives `cognito:groups`.
  const claims = claimTexts(recognised.claims, (items) => items.join(','));
  const matched = { ...found, authorization: { values: { claims }, latencyMs: 0, status: 200 } };
  const denial = policyDenial(exchange);
  return denial ? { matched, outcome: denial } : { matched };
}
