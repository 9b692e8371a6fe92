import type { OidcProviderRow } from '../../access/tables.ts';
import { oidcProviders } from '../../access/tables.ts';
import type { Globe } from '../../contract/globe.ts';
import { globalScope } from '../../contract/scope.ts';
import { type Claims, claimsOf, verifyToken } from '../execute-api/json-web-token.ts';
import { noProvider, notAToken, noVerificationKey, tokenExpired, wrongAudience } from './errors.ts';

/** What a verified token of an OpenID Connect provider says. */
export interface WebIdentity {
  readonly provider: OidcProviderRow;
  readonly subject: string;
  readonly audience: string;
  /** The condition keys that it gives: `issuer:sub`, `:aud`, `:amr` ... */
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveTagKeys: readonly string[];
}

/** Verifies a token with the keys that its issuer publishes; throws in STS's words. */
export async function webIdentityOf(globe: Globe, account: string, token: string): Promise<WebIdentity> {
  const unverified = await claimsOf(token);
  if (!unverified) throw notAToken();
  const issuer = typeof unverified.iss === 'string' ? unverified.iss : '';
  const providers = globe.store.collection(oidcProviders, globalScope(account)).range();
  const provider = [...providers].find((each) => each.url === issuer.replace(/^https?:\/\//, '').replace(/\/$/, ''));
  if (!provider) throw noProvider(issuer);
  const verified = await verifyToken(globe, token, { url: issuer });
  if (verified.problem === 'expired') {
    throw tokenExpired(Math.floor(globe.clock.now() / 1000), Number(unverified.exp ?? 0));
  }
  if (verified.problem !== undefined) throw noVerificationKey();
  return identityIn(verified.claims, provider);
}

const tagsClaim = 'https://aws.amazon.com/tags';

/** AWS: IAM User Guide, "Available keys for AWS OIDC federation" and "Pass session tags using AssumeRoleWithWebIdentity". */
function identityIn(claims: Claims, provider: OidcProviderRow): WebIdentity {
  const audiences = listOf(claims.azp ?? claims.aud);
  const audience = audiences.find((each) => provider.clientIds.includes(each));
  if (audience === undefined) throw wrongAudience();
  const subject = typeof claims.sub === 'string' ? claims.sub : '';
  const given = {
    aud: audience,
    sub: subject,
    ...(claims.azp !== undefined && { oaud: listOf(claims.aud) }),
    ...(claims.amr !== undefined && { amr: listOf(claims.amr) }),
    ...(claims.email !== undefined && { email: listOf(claims.email) }),
  };
  const tags = (claims[tagsClaim] ?? {}) as {
    readonly principal_tags?: Readonly<Record<string, unknown>>;
    readonly transitive_tag_keys?: unknown;
  };
  return {
    provider,
    subject,
    audience,
    keys: Object.fromEntries(Object.entries(given).map(([name, value]) => [`${provider.url}:${name}`, value])),
    tags: Object.fromEntries(
      Object.entries(tags.principal_tags ?? {}).map(([key, value]) => [key, listOf(value)[0] ?? '']),
    ),
    transitiveTagKeys: listOf(tags.transitive_tag_keys),
  };
}

function listOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter((each) => typeof each === 'string');
}
