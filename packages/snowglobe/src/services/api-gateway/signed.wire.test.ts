import { request } from 'node:http';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Credentials, type Signing, signedFetch } from './testing/signed-fetch.ts';
import { echo, type RestGlobe, startRestApi, type TestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let api: TestApi;
let policyArn: string;
let user: Credentials;
beforeAll(async () => {
  globe = await startRestApi({ clock: 'held' });
  api = await globe.createApi();
  const items = await api.resource('items');
  await api.method(items, 'ANY', await globe.createFunction(echo), { authorizationType: 'AWS_IAM' });
  await api.deploy();
  const Resource = `arn:aws:execute-api:us-east-1:000000000000:${api.apiId}/dev/POST/items`;
  policyArn = await policy('callers', { Effect: 'Allow', Action: 'execute-api:Invoke', Resource });
  user = await keysOf('caller', policyArn);
});
afterAll(() => globe.stop());

async function policy(PolicyName: string, statement: object): Promise<string> {
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { Policy } = await globe.client(IAMClient).send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  return Policy?.Arn ?? '';
}

async function keysOf(UserName: string, PolicyArn?: string): Promise<Credentials> {
  const iam = globe.client(IAMClient);
  await iam.send(new CreateUserCommand({ UserName }));
  if (PolicyArn !== undefined) await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
}

type Sent = Partial<Omit<Signing, 'signedAt'>> & { readonly ageMs?: number };

async function send({
  ageMs = 0,
  ...more
}: Sent = {}): Promise<readonly [number, Record<string, unknown>, string | null]> {
  const url = `${globe.endpoint}/_aws/execute-api/${api.apiId}/dev/items?q=a%20b`;
  const response = await signedFetch(url, { credentials: user, signedAt: globe.globe.clock.now() - ageMs, ...more });
  const answer = (await response.json()) as Record<string, unknown>;
  return [response.status, answer, response.headers.get('x-amzn-errortype')];
}

it('lets a signed request pass and tells the function who called', async () => {
  const [status, event] = await send();
  expect(status).toBe(200);
  expect(event.requestContext).toMatchObject({
    identity: {
      accessKey: user.accessKeyId,
      accountId: '000000000000',
      userArn: 'arn:aws:iam::000000000000:user/caller',
      user: expect.stringMatching(/^AIDA/) as string,
      caller: expect.stringMatching(/^AIDA/) as string,
    },
  });
  expect((await send({ presigned: 60 }))[0]).toBe(200);
});

it('takes a signature for the name that the API has on AWS', async () => {
  const host = `${api.apiId}.execute-api.us-east-1.amazonaws.com`;
  const signer = new SignatureV4({
    credentials: user,
    region: 'us-east-1',
    service: 'execute-api',
    sha256: Hash.bind(null, 'sha256'),
  });
  const asked = {
    method: 'POST',
    protocol: 'https:',
    hostname: host,
    path: '/dev/items',
    headers: { host },
    body: '{}',
  };
  const { headers } = await signer.sign(asked, { signingDate: new Date(globe.globe.clock.now()) });
  const status = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(globe.endpoint + path, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject).end('{}');
    });
  expect([await status('/dev/items'), await status('/dev/items?added=1')]).toEqual([200, 403]);
});

it('refuses a request without a signature, or with one of another kind', async () => {
  const plain = await api.fetch('/items', { method: 'POST' });
  expect([plain.status, await plain.json()]).toEqual([403, { message: 'Missing Authentication Token' }]);
  const bearer = await api.fetch('/items', { method: 'POST', headers: { authorization: 'Bearer abc' } });
  expect([bearer.status, bearer.headers.get('x-amzn-errortype')]).toEqual([403, 'IncompleteSignatureException']);
  const nowhere = await api.fetch('/nowhere', { headers: { authorization: 'Bearer abc' } });
  expect(nowhere.headers.get('x-amzn-errortype')).toBe('IncompleteSignatureException');
  expect(await bearer.json()).toMatchObject({ message: expect.stringContaining('missing equal-sign') as string });
});

const starting = (text: string) => ({ message: expect.stringMatching(new RegExp(`^${text}`)) as string });

it.each<[string, Sent | (() => Sent), string, string]>([
  [
    'an unknown key',
    { credentials: { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'x' } },
    'The security token included in the request is invalid\\.$',
    'UnrecognizedClientException',
  ],
  [
    'a key that nobody issued',
    { credentials: { accessKeyId: 'other', secretAccessKey: 'x' } },
    'The request signature we calculated',
    'InvalidSignatureException',
  ],
  [
    'a wrong secret',
    () => ({ credentials: { ...user, secretAccessKey: 'x' } }),
    'The request signature we calculated does not match the signature you provided\\.',
    'InvalidSignatureException',
  ],
  ['another body', { tampered: '{"a":1}' }, 'The request signature we calculated', 'InvalidSignatureException'],
  [
    'a wrong region',
    { region: 'eu-west-1' },
    "Credential should be scoped to a valid region, not 'eu-west-1'\\. $",
    'InvalidSignatureException',
  ],
  [
    'a wrong service',
    { service: 'sqs' },
    "Credential should be scoped to correct service: 'execute-api'\\. $",
    'InvalidSignatureException',
  ],
  [
    'an old signature',
    { ageMs: 301_000 },
    'Signature expired: \\d{8}T\\d{6}Z is now earlier than \\d{8}T\\d{6}Z \\(\\d{8}T\\d{6}Z - 5 min\\.\\)$',
    'InvalidSignatureException',
  ],
  ['one from the future', { ageMs: -301_000 }, 'Signature not yet current: ', 'InvalidSignatureException'],
  [
    'a presigned one after its end',
    { ageMs: 61_000, presigned: 60 },
    'Signature expired: ',
    'InvalidSignatureException',
  ],
])('refuses %s', async (_what, signing, text, type) => {
  const [status, answer, errorType] = await send(typeof signing === 'function' ? signing() : signing);
  expect([status, answer, errorType]).toEqual([403, starting(text), type]);
});

it('refuses what no policy allows, in AWS words', async () => {
  const stranger = await keysOf('stranger');
  const [status, answer, type] = await send({ credentials: stranger });
  const resource = `arn:aws:execute-api:us-east-1:********0000:${api.apiId}/dev/POST/items`;
  const Message = `User: arn:aws:iam::000000000000:user/stranger is not authorized to perform: execute-api:Invoke on resource: ${resource} because no identity-based policy allows the execute-api:Invoke action`;
  expect([status, answer, type]).toEqual([403, { Message }, 'AccessDeniedException']);
  expect((await send({ method: 'GET' }))[0]).toBe(403);
});

it('takes temporary credentials until they end', async () => {
  const RoleArn = await globe.createRole('invoker', 'lambda.amazonaws.com', 'execute-api:Invoke');
  const Statement = [{ Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await globe.client(IAMClient).send(new UpdateAssumeRolePolicyCommand({ RoleName: 'invoker', PolicyDocument }));
  const { Credentials: issued } = await globe
    .client(STSClient)
    .send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me', DurationSeconds: 900 }));
  const credentials: Credentials = {
    accessKeyId: issued?.AccessKeyId ?? '',
    secretAccessKey: issued?.SecretAccessKey ?? '',
    sessionToken: issued?.SessionToken ?? '',
  };
  const [status, event] = await send({ credentials });
  expect([status, event.requestContext]).toMatchObject([
    200,
    { identity: { userArn: 'arn:aws:sts::000000000000:assumed-role/invoker/me' } },
  ]);
  const tokenless = { accessKeyId: credentials.accessKeyId, secretAccessKey: credentials.secretAccessKey };
  expect((await send({ credentials: tokenless }))[1]).toEqual(
    starting('The security token included in the request is invalid'),
  );
  await globe.advance(901_000);
  const [late, answer, type] = await send({ credentials });
  expect([late, answer, type]).toEqual([
    403,
    { message: 'The security token included in the request is expired' },
    'ExpiredTokenException',
  ]);
});
