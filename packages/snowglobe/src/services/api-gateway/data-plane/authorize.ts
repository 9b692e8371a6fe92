import { decide, masked, policyDenial } from './access-decision.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { accessDenied, noSuchMethod, signatureRefused } from './refusals.ts';

/** The method with what is now known of the caller, or why they may not pass. */
export type Authorized =
  | { readonly matched: Matched; readonly outcome?: undefined }
  | { readonly matched: Matched; readonly outcome: Outcome };

type Authorize = (exchange: Exchange, matched: Matched) => Authorized | Promise<Authorized>;

const byType: Readonly<Record<string, Authorize>> = {
  NONE: authorizeAnyone,
  AWS_IAM: authorizeSigner,
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
