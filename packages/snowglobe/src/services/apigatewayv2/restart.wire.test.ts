import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiGatewayV2Client, GetApisCommand } from '@aws-sdk/client-apigatewayv2';
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGlobe } from '../../testing/start-test-globe.ts';
import { echo, startApi } from './testing/start-api.ts';

let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'apis-'));
});
afterAll(() => rm(dataFolder, { recursive: true }));

it('an API, its function and a user’s key are there after a restart', async () => {
  const before = await startApi({ dataFolder });
  const api = await before.createApi();
  await api.route('GET /tasks/{id}', await before.createFunction(echo));
  const iam = before.client(IAMClient);
  await iam.send(new CreateUserCommand({ UserName: 'ada' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ada' }));
  await before.stop();

  const after = await startTestGlobe({ dataFolder });
  const { Items } = await after.client(ApiGatewayV2Client).send(new GetApisCommand({}));
  expect(Items?.[0]?.ApiEndpoint).toBe(`${after.endpoint}/_aws/execute-api/${api.apiId}`);
  const response = await fetch(`${Items?.[0]?.ApiEndpoint}/tasks/7`);
  expect(await response.json()).toMatchObject({ routeKey: 'GET /tasks/{id}', pathParameters: { id: '7' } });
  const credentials = {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
  const { Arn } = await after.client(STSClient, { credentials }).send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe('arn:aws:iam::000000000000:user/ada');
  await after.stop();
});
