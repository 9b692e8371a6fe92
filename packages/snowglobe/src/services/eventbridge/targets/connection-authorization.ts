import type { CreateConnectionAuthRequestParameters } from '@aws-sdk/client-eventbridge';
import type { Globe } from '../../../contract/globe.ts';
import { TargetFailure } from '../delivery-outcome.ts';
import { limits } from '../limits.ts';
import type { ConnectionRow } from '../tables.ts';
import { sendHttp } from './send-http.ts';

interface Token {
  readonly header: string;
  readonly until: number;
}

const tokens = new WeakMap<Globe, Map<string, Token>>();

function tokensOf(globe: Globe): Map<string, Token> {
  const known = tokens.get(globe) ?? new Map<string, Token>();
  tokens.set(globe, known);
  return known;
}

/** Another token is asked for before the next call. */
export function forgetToken(globe: Globe, connectionArn: string): void {
  tokensOf(globe).delete(connectionArn);
}

/** The headers by which a connection proves itself. */
export async function authorizationHeaders(globe: Globe, row: ConnectionRow): Promise<Record<string, string>> {
  if (row.state !== 'AUTHORIZED') {
    throw new TargetFailure({ code: 'NO_PERMISSIONS', message: 'The connection is not authorized', retried: false });
  }
  const { ApiKeyAuthParameters, BasicAuthParameters, OAuthParameters } =
    row.parameters as CreateConnectionAuthRequestParameters;
  if (ApiKeyAuthParameters) {
    return { [ApiKeyAuthParameters.ApiKeyName ?? '']: ApiKeyAuthParameters.ApiKeyValue ?? '' };
  }
  if (BasicAuthParameters) {
    return { authorization: basic(BasicAuthParameters.Username, BasicAuthParameters.Password) };
  }
  return OAuthParameters ? { authorization: await bearer(globe, row.arn, OAuthParameters) } : {};
}

const basic = (name = '', password = '') => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

async function bearer(
  globe: Globe,
  arn: string,
  parameters: NonNullable<CreateConnectionAuthRequestParameters['OAuthParameters']>,
): Promise<string> {
  const known = tokensOf(globe).get(arn);
  if (known && known.until > globe.clock.now()) return known.header;
  const answer = await sendHttp(globe, tokenRequest(parameters), limits.httpTimeoutMs);
  const token = parsedToken(answer.status, answer.body);
  const header = `Bearer ${token.access_token}`;
  tokensOf(globe).set(arn, { header, until: globe.clock.now() + (token.expires_in ?? 3600) * 1000 });
  return header;
}

function tokenRequest({
  AuthorizationEndpoint,
  ClientParameters,
  HttpMethod,
  OAuthHttpParameters,
}: NonNullable<CreateConnectionAuthRequestParameters['OAuthParameters']>) {
  const { HeaderParameters = [], QueryStringParameters = [], BodyParameters = [] } = OAuthHttpParameters ?? {};
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: ClientParameters?.ClientID ?? '',
    client_secret: ClientParameters?.ClientSecret ?? '',
  });
  for (const { Key = '', Value = '' } of BodyParameters) form.set(Key, Value);
  const url = new URL(AuthorizationEndpoint ?? '');
  for (const { Key = '', Value = '' } of QueryStringParameters) url.searchParams.set(Key, Value);
  const method = HttpMethod ?? 'POST';
  if (method === 'GET') for (const [name, value] of form) url.searchParams.set(name, value);
  return {
    url,
    method,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...Object.fromEntries(HeaderParameters.map(({ Key = '', Value = '' }) => [Key, Value])),
    },
    body: method === 'GET' ? '' : form.toString(),
  };
}

function parsedToken(status: number, body: string): { readonly access_token: string; readonly expires_in?: number } {
  const refused = () =>
    new TargetFailure({
      code: 'NO_PERMISSIONS',
      message: `The authorization endpoint answered ${status}`,
      retried: true,
    });
  try {
    const token = JSON.parse(body) as { access_token?: string; expires_in?: number };
    if (status < 300 && token.access_token !== undefined) return { ...token, access_token: token.access_token };
  } catch {
    throw refused();
  }
  throw refused();
}
