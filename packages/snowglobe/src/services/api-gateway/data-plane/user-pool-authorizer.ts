import { parseArn } from '../../../contract/arn.ts';
import { type Claims, claimsOf, type Issuer, verifyToken } from '../../execute-api/json-web-token.ts';
import type { AuthorizerRow } from '../tables.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { identityOf } from './identity-source.ts';
import { expiredToken, unauthorized } from './refusals.ts';

export type Recognised = { readonly claims: Claims; readonly refused?: undefined } | { readonly refused: Outcome };

/**
 * Checks a token of a Cognito user pool: signature, times, pool, and scopes where the method asks for some.
 * AWS: "Control access to REST APIs using Amazon Cognito user pools as an authorizer".
 */
export async function recognise(exchange: Exchange, matched: Matched, authorizer: AuthorizerRow): Promise<Recognised> {
  const [header = ''] = identityOf(exchange, matched, authorizer) ?? [];
  const token = header.replace(/^Bearer\s+/i, '');
  const claimed = await claimsOf(token);
  const issuer = typeof claimed?.iss === 'string' ? issuerOf(claimed.iss, authorizer.providerARNs ?? []) : undefined;
  if (!issuer) return { refused: unauthorized };
  const verified = await verifyToken(exchange.globe, token, issuer);
  if (verified.problem === 'expired') return { refused: expiredToken };
  if (verified.problem) {
    exchange.log.add('error', () => `Unauthorized request: ${verified.reason}`);
    return { refused: unauthorized };
  }
  return fits(verified.claims, matched.method.authorizationScopes ?? [])
    ? { claims: verified.claims }
    : { refused: unauthorized };
}

const loopback = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\//;

/**
 * The pool that a token says it comes from, when the authorizer trusts it.
 * Differs from AWS: the globe has no user pools, so one may be stood in for by any issuer on the loopback whose path is the pool's id.
 */
function issuerOf(url: string, poolArns: readonly string[]): Issuer | undefined {
  for (const poolArn of poolArns) {
    const arn = parseArn(poolArn);
    const poolId = arn?.resource.replace('userpool/', '') ?? '';
    const known = url === `https://cognito-idp.${arn?.region}.amazonaws.com/${poolId}`;
    if (known || (loopback.test(url) && new URL(url).pathname === `/${poolId}`)) {
      return { url, keysUrl: `${url}/.well-known/jwks.json` };
    }
  }
  return undefined;
}

/** Without scopes identity tokens are taken; with scopes, access tokens that have one of them. */
function fits({ token_use: use, scope }: Claims, scopes: readonly string[]): boolean {
  if (scopes.length === 0) return use === 'id';
  const granted = typeof scope === 'string' ? scope.split(' ') : [];
  return use === 'access' && scopes.some((each) => granted.includes(each));
}
