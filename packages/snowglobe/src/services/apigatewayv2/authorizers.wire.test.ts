import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateAuthorizerCommand,
  type CreateAuthorizerRequest,
  DeleteAuthorizerCommand,
  GetAuthorizersCommand,
  GetRoutesCommand,
  ResetAuthorizersCacheCommand,
  UpdateRouteCommand,
  type UpdateRouteRequest,
} from '@aws-sdk/client-apigatewayv2';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiGlobe, echo, startApi } from './testing/start-api.ts';

let globe: ApiGlobe;
let echoArn: string;
let judgeArn: string;
let keys: readonly object[];
let issuer: Server;
let issuerUrl: string;
let privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
beforeAll(async () => {
  globe = await startApi({ clock: 'held' });
  echoArn = await globe.createFunction(echo);
  judgeArn = await globe.createFunction(judge);
  const pair = await generateKeyPair('RS256');
  privateKey = pair.privateKey;
  keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'RS256' }];
  issuer = createServer((request, response) => {
    const found = request.url === '/.well-known/openid-configuration' ? { jwks_uri: `${issuerUrl}/keys` } : { keys };
    response.end(JSON.stringify(found));
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  issuerUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
});
afterAll(async () => {
  issuer.close();
  await globe.stop();
});

/** Says yes to `allow`, in the form that the authorizer's name asks for; counts its calls. */
const judge = `let calls = 0;
  exports.handler = async (event) => {
    calls += 1;
    const token = event.headers.who ?? event.headers.Who;
    if (token === 'break') throw new Error('broken');
    const context = { calls, version: event.version, shown: event.identitySource };
    if (token.startsWith('simple')) return { isAuthorized: token === 'simple-allow', context };
    const Effect = token === 'allow' ? 'Allow' : 'Deny';
    const Resource = event.routeArn ?? event.methodArn;
    const Statement = [{ Action: 'execute-api:Invoke', Effect, Resource }];
    return { principalId: 'p', policyDocument: { Version: '2012-10-17', Statement }, context };
  };`;

type Guard = Partial<CreateAuthorizerRequest> & Pick<CreateAuthorizerRequest, 'AuthorizerType'>;

async function guarded(guard: Guard | undefined, route: Partial<UpdateRouteRequest>) {
  const api = await globe.createApi();
  await api.route('GET /items', echoArn);
  const { Items } = await globe.gateway.send(new GetRoutesCommand({ ApiId: api.apiId }));
  const made =
    guard &&
    (await globe.gateway.send(
      new CreateAuthorizerCommand({
        ApiId: api.apiId,
        Name: 'guard',
        IdentitySource: ['$request.header.who'],
        ...guard,
      }),
    ));
  const AuthorizerId = made?.AuthorizerId;
  const RouteId = Items?.[0]?.RouteId;
  await globe.gateway.send(new UpdateRouteCommand({ ApiId: api.apiId, RouteId, AuthorizerId, ...route }));
  const get = async (headers: Record<string, string> = {}) => {
    const response = await api.fetch('/items', { headers });
    const body = (await response.json()) as { readonly requestContext?: { readonly authorizer: unknown } };
    return {
      status: response.status,
      body,
      said: body.requestContext?.authorizer,
      challenge: response.headers.get('www-authenticate'),
    };
  };
  return { api, AuthorizerId, get };
}

const lambda = (more: object = {}): Guard => ({
  AuthorizerType: 'REQUEST',
  AuthorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${judgeArn}/invocations`,
  AuthorizerPayloadFormatVersion: '2.0',
  ...more,
});
const custom = { AuthorizationType: 'CUSTOM' as const };

it('asks a function that answers yes or no', async () => {
  const { get } = await guarded(lambda({ EnableSimpleResponses: true }), custom);
  const { status, said } = await get({ who: 'simple-allow' });
  expect([status, said]).toMatchObject([200, { lambda: { version: '2.0', shown: ['simple-allow'] } }]);
  expect(await get({ who: 'simple-deny' })).toMatchObject({ status: 403, body: { message: 'Forbidden' } });
  expect(await get()).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
  expect(await get({ who: 'break' })).toMatchObject({ status: 500, body: { message: 'Internal Server Error' } });
});

it('asks a function that answers with a policy, in payload 1.0 too', async () => {
  const { get } = await guarded(lambda({ AuthorizerPayloadFormatVersion: '1.0' }), custom);
  expect(await get({ who: 'allow' })).toMatchObject({
    status: 200,
    said: { lambda: { version: '1.0', shown: 'allow' } },
  });
  expect((await get({ who: 'deny' })).status).toBe(403);
});

it('remembers what it heard until its time is over, or until it is told to forget', async () => {
  const guard = lambda({ EnableSimpleResponses: true, AuthorizerResultTtlInSeconds: 60 });
  const { api, get } = await guarded(guard, custom);
  const calls = async () => ((await get({ who: 'simple-allow' })).said as { lambda: { calls: number } }).lambda.calls;
  const first = await calls();
  expect(await calls()).toBe(first);
  await globe.advance(60_000);
  expect(await calls()).toBe(first + 1);
  await globe.gateway.send(new ResetAuthorizersCacheCommand({ ApiId: api.apiId, StageName: '$default' }));
  expect(await calls()).toBe(first + 2);
});

it('takes tokens of an issuer that it discovers', async () => {
  const guard: Guard = {
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Issuer: issuerUrl, Audience: ['me'] },
  };
  const now = globe.globe.clock.now();
  const tokenOf = (claims: Record<string, unknown>, { expiresAt = now + 60_000, audience = 'me' } = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(issuerUrl)
      .setAudience(audience)
      .setExpirationTime(new Date(expiresAt))
      .sign(privateKey);
  const { get } = await guarded(guard, { AuthorizationType: 'JWT', AuthorizationScopes: ['read', 'write'] });
  const good = await get({
    authorization: `Bearer ${await tokenOf({ scope: 'read x', groups: ['a', 'b'], sub: 's' })}`,
  });
  expect(good.status).toBe(200);
  expect(good.said).toMatchObject({ jwt: { claims: { sub: 's', groups: '[a b]', aud: 'me' }, scopes: ['read', 'x'] } });
  expect(await get()).toMatchObject({ status: 401, body: { message: 'Unauthorized' }, challenge: 'Bearer' });
  const unscoped = await get({ authorization: await tokenOf({ scope: 'x' }) });
  expect([unscoped.status, unscoped.body, unscoped.challenge]).toEqual([
    403,
    { message: 'Forbidden' },
    expect.stringContaining('error="insufficient_scope"'),
  ]);
  for (const bad of [
    await tokenOf({ scope: 'read' }, { expiresAt: now - 1000 }),
    await tokenOf({ scope: 'read' }, { audience: 'other' }),
    `${await tokenOf({ scope: 'read' })}x`,
    'nonsense',
  ]) {
    const refused = await get({ authorization: bad });
    expect([refused.status, refused.challenge]).toEqual([401, expect.stringContaining('error="invalid_token"')]);
  }
});

it('asks the issuer again when a token has a key that is new', async () => {
  const JwtConfiguration = { Issuer: issuerUrl, Audience: ['me'] };
  const guard: Guard = { AuthorizerType: 'JWT', IdentitySource: ['$request.querystring.token'], JwtConfiguration };
  const { api } = await guarded(guard, { AuthorizationType: 'JWT' });
  const next = await generateKeyPair('RS256');
  const token = await new SignJWT({ aud: 'me', iss: issuerUrl })
    .setProtectedHeader({ alg: 'RS256', kid: 'next' })
    .sign(next.privateKey);
  const status = async () => (await api.fetch(`/items?token=${token}`)).status;
  expect(await status()).toBe(401);
  keys = [...keys, { ...(await exportJWK(next.publicKey)), kid: 'next', alg: 'RS256' }];
  expect(await status()).toBe(200);
});

it('takes signed requests of those who may invoke', async () => {
  const { api, get } = await guarded(undefined, { AuthorizationType: 'AWS_IAM' });
  expect(await get()).toMatchObject({ status: 403, body: { message: 'Forbidden' } });
  const url = new URL(`${api.url}/items`);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const sha256 = Hash.bind(null, 'sha256');
  const signer = new SignatureV4({ credentials, region: 'us-east-1', service: 'execute-api', sha256 });
  const request = {
    method: 'GET',
    protocol: 'http:',
    hostname: url.hostname,
    path: url.pathname,
    headers: { host: url.host },
  };
  const signed = await signer.sign(request, { signingDate: new Date(globe.globe.clock.now()) });
  const { host: _host, ...headers } = signed.headers;
  expect(await get(headers)).toMatchObject({
    status: 200,
    said: { iam: { accessKey: 'test', userArn: 'arn:aws:iam::000000000000:root' } },
  });
  expect((await get({ ...headers, 'x-amz-date': '20200101T000000Z' })).status).toBe(403);
});

it('is listed, and kept while a route needs it', async () => {
  const { api, AuthorizerId } = await guarded(lambda({ EnableSimpleResponses: true }), custom);
  const { Items } = await globe.gateway.send(new GetAuthorizersCommand({ ApiId: api.apiId }));
  expect(Items).toMatchObject([
    { AuthorizerId, Name: 'guard', AuthorizerType: 'REQUEST', EnableSimpleResponses: true },
  ]);
  const remove = new DeleteAuthorizerCommand({ ApiId: api.apiId, AuthorizerId });
  await expect(globe.gateway.send(remove)).rejects.toThrow('is referenced by one or more Routes');
});
