import { claimTexts } from '../../execute-api/claim-texts.ts';
import { type Claims, verifyToken } from '../../execute-api/json-web-token.ts';
import type { AuthorizerRow } from '../tables.ts';
import type { Authorized } from './authorize.ts';
import type { Exchange, Matched } from './exchange.ts';
import { forbidden, unauthorized } from './gateway-errors.ts';
import { identityOf } from './identity-source.ts';

/** Checks a token: signature, times, issuer, audience, scopes. AWS: "Control access to HTTP APIs with JWT authorizers". */
export async function recognise(exchange: Exchange, matched: Matched, authorizer: AuthorizerRow): Promise<Authorized> {
  const [shown] = identityOf(exchange, matched, authorizer) ?? [];
  const { issuer = '', audience = [] } = authorizer.jwt ?? {};
  if (shown === undefined) return { outcome: unauthorized('Bearer') };
  const verified = await verifyToken(exchange.globe, shown.replace(/^Bearer\s+/i, ''), { url: issuer });
  if (verified.problem) return { outcome: unauthorized(challenge('invalid_token', verified.reason)) };
  const { claims } = verified;
  if (!isForUs(claims, audience))
    return { outcome: unauthorized(challenge('invalid_token', 'the audience is not ours')) };
  const scopes = scopesOf(claims);
  const wanted = matched.route.authorizationScopes ?? [];
  if (wanted.length > 0 && !wanted.some((each) => scopes?.includes(each))) {
    return { outcome: forbidden(challenge('insufficient_scope', 'the token lacks the scopes of the route', wanted)) };
  }
  // Lists stand in brackets, parted by spaces, as AWS gives them.
  const texts = claimTexts(claims, (items) => `[${items.join(' ')}]`);
  return {
    authorization: {
      event: { jwt: { claims: texts, scopes: scopes ?? null } },
      values: { claims: texts, scopes: scopes ?? null },
    },
  };
}

function challenge(error: string, description: string, scopes: readonly string[] = []): string {
  return `Bearer scope="${scopes.join(' ')}" error="${error}" error_description="${description.replaceAll('"', "'")}"`;
}

/** `aud`, or `client_id` where a token has none, is one of the authorizer's audiences. */
function isForUs({ aud, client_id: clientId }: Claims, audience: readonly string[]): boolean {
  const claimed = aud ?? clientId;
  const values = Array.isArray(claimed) ? claimed : [claimed];
  return values.some((each) => typeof each === 'string' && audience.includes(each));
}

/** Of `scope` (parted by spaces) or `scp` (a list). */
function scopesOf({ scope, scp }: Claims): readonly string[] | undefined {
  const claimed = scope ?? scp;
  if (typeof claimed === 'string') return claimed.split(' ').filter((each) => each !== '');
  return Array.isArray(claimed) ? claimed.map(String) : undefined;
}
