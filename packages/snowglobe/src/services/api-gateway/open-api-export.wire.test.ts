import {
  CreateDeploymentCommand,
  GetExportCommand,
  type GetExportRequest,
  ImportRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pets } from './testing/pets-document.ts';
import { echo, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let functionArn: string;
let restApiId: string;

beforeAll(async () => {
  globe = await startRestApi();
  functionArn = await globe.createFunction(echo);
  restApiId = await imported(pets(functionArn));
});

afterAll(() => globe.stop());

async function imported(document: unknown): Promise<string> {
  const { id = '' } = await globe.gateway.send(
    new ImportRestApiCommand({ body: Buffer.from(JSON.stringify(document)) }),
  );
  await globe.gateway.send(new CreateDeploymentCommand({ restApiId: id, stageName: 'dev' }));
  return id;
}

async function exported(exportType: string, more: Partial<GetExportRequest> = {}, id = restApiId): Promise<string> {
  const { body } = await globe.gateway.send(
    new GetExportCommand({ restApiId: id, stageName: 'dev', exportType, ...more }),
  );
  return Buffer.from(body ?? []).toString();
}

const everything = { parameters: { extensions: 'apigateway' } };

test('an export without extensions is plain OpenAPI', async () => {
  const text = await exported('oas30');
  expect(text).not.toContain('x-amazon-apigateway-integration');
  expect(JSON.parse(text)).toMatchObject({
    openapi: '3.0.1',
    info: { title: 'pets', version: '2024-01-01' },
    servers: [{ url: `https://${restApiId}.execute-api.us-east-1.amazonaws.com/{basePath}` }],
    paths: {
      '/pets': {
        post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } },
      },
      '/pets/{id}': { delete: { security: [{ sigv4: [] }] } },
    },
    components: { schemas: { Pet: { properties: { owner: { $ref: '#/components/schemas/Owner' } } } } },
  });
});

test.each(['oas30', 'swagger'])('an API that is made of its own export (%s) exports the same', async (exportType) => {
  const text = await exported(exportType, everything);
  const copy = await imported(JSON.parse(text));
  const again = await exported(exportType, everything, copy);
  expect(JSON.parse(again.replaceAll(copy, restApiId))).toEqual(JSON.parse(text));
  expect(text).toContain('aws_proxy');
  expect(text).toContain('x-amazon-apigateway-request-validators');
  expect(text).toContain('BAD_REQUEST_BODY');
});

test('Swagger 2.0 says where its stage is', async () => {
  expect(JSON.parse(await exported('swagger'))).toMatchObject({
    swagger: '2.0',
    host: `${restApiId}.execute-api.us-east-1.amazonaws.com`,
    basePath: '/dev',
    paths: {
      '/pets/{id}': {
        get: {
          parameters: expect.arrayContaining([{ name: 'q', in: 'query', required: true, type: 'string' }]) as unknown,
        },
      },
    },
  });
});

test('authorizers and integrations are shown one by one, and as YAML', async () => {
  const withAuthorizers = await exported('oas30', { parameters: { extensions: 'authorizers' } });
  expect(withAuthorizers).toContain('x-amazon-apigateway-authorizer');
  expect(withAuthorizers).not.toContain('x-amazon-apigateway-integration');
  const yaml = await exported('oas30', { accepts: 'application/yaml', parameters: { extensions: 'integrations' } });
  expect(parse(yaml)).toMatchObject({
    paths: {
      '/files/{proxy+}': {
        'x-amazon-apigateway-any-method': { 'x-amazon-apigateway-integration': { type: 'aws_proxy' } },
      },
    },
  });
});

test('an unknown kind of export is refused', async () => {
  await expect(exported('wsdl')).rejects.toThrow('Invalid export type');
});
