import type * as Jose from 'jose';
import type { Globe } from '../../contract/globe.ts';
import type { GatewayResponse } from './message.ts';
import { sendHttp } from './send-http.ts';
import { timedOut, withinTimeout } from './within-timeout.ts';

export type Claims = Readonly<Record<string, unknown>>;

export type Verified =
  | { readonly claims: Claims; readonly problem?: undefined }
  | { readonly problem: 'malformed' | 'expired' | 'untrusted'; readonly reason: string };

/** Whom a token must come from. */
export interface Issuer {
  /** The token's `iss`. */
  readonly url: string;
  /** Where its keys are. Default: where `/.well-known/openid-configuration` says. */
  readonly keysUrl?: string | undefined;
}

/** AWS: HTTP APIs, "Control access with JWT authorizers": tokens are signed with RSA. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];

/** Checks a token's signature and its times, on the globe's clock. */
export async function verifyToken(globe: Globe, token: string, issuer: Issuer): Promise<Verified> {
  // Loaded when a first token comes: it would be felt in every start.
  const jose = await import('jose');
  const verified = await verifyOnce(jose, globe, token, issuer);
  if (verified !== 'unknown key') return verified;
  // The issuer may have changed its keys since they were asked for.
  keysByGlobe.get(globe)?.delete(issuer.url);
  const again = await verifyOnce(jose, globe, token, issuer);
  return again === 'unknown key' ? { problem: 'untrusted', reason: 'no key of the issuer fits the token' } : again;
}

async function verifyOnce(
  jose: typeof Jose,
  globe: Globe,
  token: string,
  issuer: Issuer,
): Promise<Verified | 'unknown key'> {
  const keys = await keysOf(globe, issuer);
  if (typeof keys === 'string') return { problem: 'untrusted', reason: keys };
  const currentDate = new Date(globe.clock.now());
  try {
    const options = { issuer: issuer.url, algorithms, currentDate };
    const { payload } = await jose.jwtVerify(token, jose.createLocalJWKSet(keys), options);
    return { claims: payload };
  } catch (error) {
    if (error instanceof jose.errors.JWTExpired) return { problem: 'expired', reason: 'the token has expired' };
    if (error instanceof jose.errors.JWKSNoMatchingKey) return 'unknown key';
    if (error instanceof jose.errors.JOSEError) return { problem: 'untrusted', reason: error.message };
    // What jose is given comes from outside; a text that is no token ends as a TypeError.
    if (error instanceof TypeError) return { problem: 'malformed', reason: error.message };
    throw error;
  }
}

/** The claims of a token, unverified; undefined when it is none. */
export async function claimsOf(token: string): Promise<Claims | undefined> {
  const jose = await import('jose');
  try {
    return jose.decodeJwt(token);
  } catch {
    // Not a token.
    return undefined;
  }
}

interface Kept {
  readonly keys: Jose.JSONWebKeySet;
  readonly until: number;
}

/** AWS: HTTP APIs, "Control access with JWT authorizers": keys may be cached for two hours. */
const keptMs = 2 * 3_600_000;
const patienceMs = 1500;
const keysByGlobe = new WeakMap<Globe, Map<string, Kept>>();

/** The issuer's public keys; a text says why there are none. */
async function keysOf(globe: Globe, { url, keysUrl }: Issuer): Promise<Jose.JSONWebKeySet | string> {
  const kept = keysByGlobe.get(globe) ?? new Map<string, Kept>();
  keysByGlobe.set(globe, kept);
  const known = kept.get(url);
  if (known && known.until > globe.clock.now()) return known.keys;
  const address = keysUrl ?? (await discovered(globe, url));
  const found = address === undefined ? undefined : await readJson(globe, address);
  if (!Array.isArray(found?.keys)) return `no keys of the issuer ${url}`;
  const keys = found as unknown as Jose.JSONWebKeySet;
  kept.set(url, { keys, until: globe.clock.now() + keptMs });
  return keys;
}

async function discovered(globe: Globe, issuer: string): Promise<string | undefined> {
  const found = await readJson(globe, `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  return typeof found?.jwks_uri === 'string' ? found.jwks_uri : undefined;
}

async function readJson(globe: Globe, address: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (!URL.canParse(address)) return undefined;
  const stop = new AbortController();
  const request = {
    method: 'GET',
    url: new URL(address),
    headers: { accept: ['application/json'] },
    body: new Uint8Array(),
  };
  try {
    const response = await withinTimeout(globe, patienceMs, 'keys of an issuer', sendHttp(request, stop.signal));
    if (response === timedOut) {
      stop.abort();
      return undefined;
    }
    return parsed(response);
  } catch {
    // Nobody answers there: then there are no keys.
    return undefined;
  }
}

function parsed({ status, body }: GatewayResponse): Readonly<Record<string, unknown>> | undefined {
  const value: unknown = status === 200 ? JSON.parse(Buffer.from(body).toString()) : undefined;
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
}
