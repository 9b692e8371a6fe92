import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Credentials, signedFetch } from './testing/signed-fetch.ts';
import { echo, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let echoArn: string;
beforeAll(async () => {
  globe = await startRestApi();
  echoArn = await globe.createFunction(echo);
});
afterAll(() => globe.stop());

const own = '000000000000';
const other = '111111111111';

/** A user of an account, whom a policy of their own allows or denies to invoke APIs. */
async function userOf(account: string, UserName: string, Effect?: 'Allow' | 'Deny'): Promise<Credentials> {
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  const iam = globe.client(IAMClient, { credentials });
  await iam.send(new CreateUserCommand({ UserName }));
  const Statement = [{ Effect, Action: 'execute-api:Invoke', Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  if (Effect) await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: unknown;
}

async function statusFor(credentials: Credentials, statement?: Statement): Promise<number> {
  const more = { Action: 'execute-api:Invoke', Resource: 'execute-api:/dev/POST/*' };
  const policy = statement && JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, ...more }] });
  const api = await globe.createApi(policy === undefined ? {} : { policy });
  await api.method(api.rootResourceId, 'POST', echoArn, { authorizationType: 'AWS_IAM' });
  await api.deploy();
  const url = `${globe.endpoint}/_aws/execute-api/${api.apiId}/dev/`;
  return (await signedFetch(url, { credentials, signedAt: globe.globe.clock.now() })).status;
}

const arnOf = (account: string, name: string) => ({ AWS: `arn:aws:iam::${account}:user/${name}` });

it('lets callers of its own account in when their policy or its own allows them, unless one denies it', async () => {
  const allowed = await userOf(own, 'allowed', 'Allow');
  const silent = await userOf(own, 'silent');
  const denied = await userOf(own, 'denied', 'Deny');
  expect(await statusFor(allowed)).toBe(200);
  expect(await statusFor(allowed, { Effect: 'Allow', Principal: arnOf(own, 'silent') })).toBe(200);
  expect(await statusFor(allowed, { Effect: 'Deny', Principal: '*' })).toBe(403);
  expect(await statusFor(silent)).toBe(403);
  expect(await statusFor(silent, { Effect: 'Allow', Principal: arnOf(own, 'silent') })).toBe(200);
  expect(await statusFor(denied, { Effect: 'Allow', Principal: arnOf(own, 'denied') })).toBe(403);
});

it('lets callers of another account in only when both allow it', async () => {
  const allowed = await userOf(other, 'allowed', 'Allow');
  const silent = await userOf(other, 'silent');
  const toAllowed: Statement = { Effect: 'Allow', Principal: arnOf(other, 'allowed') };
  expect(await statusFor(allowed)).toBe(403);
  expect(await statusFor(allowed, toAllowed)).toBe(200);
  expect(await statusFor(silent, { Effect: 'Allow', Principal: arnOf(other, 'silent') })).toBe(403);
  expect(await statusFor(silent, toAllowed)).toBe(403);
});
