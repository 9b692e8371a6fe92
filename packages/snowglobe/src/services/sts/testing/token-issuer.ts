import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** An OpenID Connect provider on this machine. */
export interface TokenIssuer {
  readonly url: string;
  token(claims: JWTPayload, expiresAt?: number): Promise<string>;
  stop(): void;
}

export async function startTokenIssuer(): Promise<TokenIssuer & { forged(claims: JWTPayload): Promise<string> }> {
  const own = await generateKeyPair('RS256');
  const other = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const server = createServer((request, response) => {
    const body = request.url === '/keys' ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = (key: typeof own.privateKey, claims: JWTPayload, expiresAt: number | string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(url)
      .setExpirationTime(expiresAt)
      .sign(key);
  return {
    url,
    token: (claims, expiresAt) => sign(own.privateKey, claims, expiresAt ?? '1h'),
    forged: (claims) => sign(other.privateKey, claims, '1h'),
    stop: () => server.close(),
  };
}
