import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateApiKeyCommand,
  CreateAuthorizerCommand,
  type CreateAuthorizerRequest,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteAuthorizerCommand,
  FlushStageAuthorizersCacheCommand,
  GetAuthorizersCommand,
  TestInvokeAuthorizerCommand,
  UpdateAuthorizerCommand,
} from '@aws-sdk/client-api-gateway';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { echo, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let echoArn: string;
let judgeArn: string;
beforeAll(async () => {
  globe = await startRestApi({ clock: 'held' });
  echoArn = await globe.createFunction(echo);
  judgeArn = await globe.createFunction(judge);
});
afterAll(() => globe.stop());

const uriOf = (arn: string) => `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`;

/** Allows the token `allow`, denies `deny`, says nothing about `silent`; counts its calls. */
const judge = `let calls = 0;
  exports.handler = async (event) => {
    calls += 1;
    const token = event.authorizationToken ?? event.headers.who;
    if (token === 'throw') throw new Error('Unauthorized');
    if (token === 'break') throw new Error('broken');
    if (token === 'nonsense') return { principalId: 'x' };
    const Effect = token === 'deny' ? 'Deny' : 'Allow';
    const Resource = token === 'silent' ? 'arn:aws:execute-api:*:*:other/*' : event.methodArn;
    return {
      principalId: 'user-' + token,
      policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
      context: { calls, flag: true, type: event.type },
      usageIdentifierKey: 'key-of-twenty-characters',
    };
  };`;

async function guarded(more: Partial<CreateAuthorizerRequest> = {}, { api: apiMore = {}, method = {} } = {}) {
  const api = await globe.createApi(apiMore);
  const made = await globe.gateway.send(
    new CreateAuthorizerCommand({
      restApiId: api.apiId,
      name: 'guard',
      type: 'TOKEN',
      authorizerUri: uriOf(judgeArn),
      identitySource: 'method.request.header.Authorization',
      ...more,
    }),
  );
  const authorizerId = made.id;
  await api.method(api.rootResourceId, 'GET', echoArn, { authorizationType: 'CUSTOM', authorizerId, ...method });
  await api.deploy();
  const get = async (headers: Record<string, string>, path = '/') => {
    const response = await api.fetch(path, { headers });
    const body = (await response.json()) as Record<string, unknown> & {
      readonly requestContext?: { readonly authorizer: Record<string, unknown> };
    };
    return { status: response.status, body, said: body.requestContext?.authorizer };
  };
  return { api, authorizerId, get };
}

it('asks a TOKEN authorizer and tells the function what it said, all as text', async () => {
  const { get } = await guarded();
  const { status, said } = await get({ authorization: 'allow' });
  expect(status).toBe(200);
  expect(said).toEqual({
    principalId: 'user-allow',
    calls: expect.any(String) as string,
    flag: 'true',
    type: 'TOKEN',
    integrationLatency: 0,
  });
});

it.each([
  [
    'deny',
    403,
    { Message: 'User is not authorized to access this resource with an explicit deny in an identity-based policy' },
  ],
  ['silent', 403, { Message: 'User is not authorized to access this resource' }],
  ['throw', 401, { message: 'Unauthorized' }],
  ['break', 500, { message: null }],
  ['nonsense', 500, { message: null }],
  ['', 401, { message: 'Unauthorized' }],
])('a token "%s" is answered %i', async (token, status, body) => {
  const { get } = await guarded();
  expect(await get(token === '' ? {} : { authorization: token })).toMatchObject({ status, body });
});

it('does not ask about a token that is not of the expected form', async () => {
  const { get } = await guarded({ identityValidationExpression: '[a-z]+' });
  expect((await get({ authorization: 'allow' })).status).toBe(200);
  expect((await get({ authorization: 'ALLOW 1' })).status).toBe(401);
});

it('remembers what it heard until its time is over, or until it is told to forget', async () => {
  const { api, get } = await guarded({ authorizerResultTtlInSeconds: 60 });
  const call = async () => Number((await get({ authorization: 'allow' })).said?.calls);
  const first = await call();
  expect(await call()).toBe(first);
  await globe.advance(59_000);
  expect(await call()).toBe(first);
  await globe.advance(1_000);
  expect(await call()).toBe(first + 1);
  await globe.gateway.send(new FlushStageAuthorizersCacheCommand({ restApiId: api.apiId, stageName: 'dev' }));
  expect(await call()).toBe(first + 2);
  const forgetful = await guarded({ authorizerResultTtlInSeconds: 0 });
  await forgetful.get({ authorization: 'allow' });
  expect((await forgetful.get({ authorization: 'allow' })).said?.calls).toBe(String(first + 4));
});

it('asks a REQUEST authorizer when all that it looks at is there', async () => {
  const { get } = await guarded({
    type: 'REQUEST',
    identitySource: 'method.request.header.who, method.request.querystring.q',
  });
  expect((await get({ who: 'allow' })).status).toBe(401);
  const { said } = await get({ who: 'allow' }, '/?q=1');
  expect(said?.type).toBe('REQUEST');
  expect((await get({ who: 'allow' }, '/?q=1')).said?.calls).toBe(said?.calls);
  expect((await get({ who: 'allow' }, '/?q=2')).said?.calls).toBe(String(Number(said?.calls) + 1));
});

it('weighs the policy of the API with what the authorizer said', async () => {
  const statement = { Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
  const withPolicy = (...Statement: readonly object[]) =>
    guarded({}, { api: { policy: JSON.stringify({ Version: '2012-10-17', Statement }) } });
  const open = await withPolicy({ ...statement, Effect: 'Allow' });
  expect((await open.get({ authorization: 'silent' })).status).toBe(200);
  expect((await open.get({ authorization: 'deny' })).status).toBe(403);
  const Condition = { StringNotEquals: { 'aws:UserAgent': 'nobody' } };
  const shut = await withPolicy({ ...statement, Effect: 'Allow' }, { ...statement, Effect: 'Deny', Condition });
  const denied = await shut.get({ authorization: 'allow' });
  expect([denied.status, denied.body.Message]).toEqual([403, expect.stringMatching(/explicit deny$/)]);
});

it('takes the API key that the authorizer gives', async () => {
  const { api, get } = await guarded({}, { api: { apiKeySource: 'AUTHORIZER' }, method: { apiKeyRequired: true } });
  expect((await get({ authorization: 'allow' })).status).toBe(403);
  const apiStages = [{ apiId: api.apiId, stage: 'dev' }];
  const plan = await globe.gateway.send(new CreateUsagePlanCommand({ name: 'p', apiStages }));
  const key = await globe.gateway.send(new CreateApiKeyCommand({ enabled: true, value: 'key-of-twenty-characters' }));
  await globe.gateway.send(new CreateUsagePlanKeyCommand({ usagePlanId: plan.id, keyId: key.id, keyType: 'API_KEY' }));
  expect((await get({ authorization: 'allow' })).status).toBe(200);
});

it('is tested, changed, listed, and kept while a method needs it', async () => {
  const { api, authorizerId } = await guarded();
  const address = { restApiId: api.apiId, authorizerId };
  const tested = await globe.gateway.send(
    new TestInvokeAuthorizerCommand({ ...address, headers: { Authorization: 'allow' } }),
  );
  expect(tested).toMatchObject({ clientStatus: 0, principalId: 'user-allow' });
  expect(JSON.parse(tested.policy ?? '')).toMatchObject({ Statement: [{ Effect: 'Allow' }] });
  expect(tested.log).toMatch(/^Execution log for request [0-9a-f-]+\n/);
  expect((await globe.gateway.send(new TestInvokeAuthorizerCommand(address))).clientStatus).toBe(401);
  const patchOperations = [{ op: 'replace' as const, path: '/authorizerResultTtlInSeconds', value: '5' }];
  await globe.gateway.send(new UpdateAuthorizerCommand({ ...address, patchOperations }));
  const { items } = await globe.gateway.send(new GetAuthorizersCommand({ restApiId: api.apiId }));
  expect(items).toMatchObject([{ id: authorizerId, name: 'guard', type: 'TOKEN', authorizerResultTtlInSeconds: 5 }]);
  await expect(globe.gateway.send(new DeleteAuthorizerCommand(address))).rejects.toThrow('referenced in a method');
});

it('takes tokens of a user pool whose issuer answers', async () => {
  const poolId = 'us-east-1_abc';
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }];
  const issuer = createServer((_request, response) => response.end(JSON.stringify({ keys })));
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  const iss = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/${poolId}`;
  const now = globe.globe.clock.now();
  const tokenOf = (claims: Record<string, unknown>, expiresAt = now + 3_600_000, from = iss) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(from)
      .setExpirationTime(new Date(expiresAt))
      .sign(privateKey);
  const pool = {
    type: 'COGNITO_USER_POOLS' as const,
    providerARNs: [`arn:aws:cognito-idp:us-east-1:000000000000:userpool/${poolId}`],
    authorizerUri: undefined,
  };
  const method = { authorizationType: 'COGNITO_USER_POOLS' };
  const { get } = await guarded(pool, { method });
  const identity = await tokenOf({ token_use: 'id', sub: 's', 'cognito:groups': ['a', 'b'] });
  const { status, said } = await get({ authorization: `Bearer ${identity}` });
  expect([status, said]).toMatchObject([200, { claims: { sub: 's', 'cognito:groups': 'a,b' } }]);
  const late = await get({ authorization: await tokenOf({ token_use: 'id' }, now - 1000) });
  expect(late).toMatchObject({ status: 401, body: { message: 'The incoming token has expired' } });
  for (const bad of [
    `${identity}x`,
    'none',
    await tokenOf({ token_use: 'id' }, undefined, 'http://127.0.0.1:1/other'),
  ]) {
    expect(await get({ authorization: bad })).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
  }
  const scoped = await guarded(pool, { method: { ...method, authorizationScopes: ['jobs/read'] } });
  const access = (scope: string) => tokenOf({ token_use: 'access', scope });
  expect((await scoped.get({ authorization: await access('x jobs/read') })).status).toBe(200);
  expect((await scoped.get({ authorization: await access('x') })).status).toBe(401);
  expect((await scoped.get({ authorization: identity })).status).toBe(401);
  issuer.close();
});
