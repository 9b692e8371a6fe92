import {
  CreateDeploymentCommand,
  CreateDocumentationPartCommand,
  CreateDocumentationVersionCommand,
  DeleteDocumentationPartCommand,
  DeleteDocumentationVersionCommand,
  GetDocumentationPartCommand,
  GetDocumentationPartsCommand,
  GetDocumentationVersionsCommand,
  ImportDocumentationPartsCommand,
  UpdateDocumentationPartCommand,
  UpdateDocumentationVersionCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { echo, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let restApiId: string;

beforeAll(async () => {
  globe = await startRestApi();
  const api = await globe.createApi();
  restApiId = api.apiId;
  await api.method(api.rootResourceId, 'GET', await globe.createFunction(echo));
  await globe.gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'dev' }));
});

afterAll(() => globe.stop());

const create = (location: CreateDocumentationPartCommand['input']['location'], properties = '{"description": "x"}') =>
  globe.gateway.send(new CreateDocumentationPartCommand({ restApiId, location, properties }));

test('parts are made, found, changed and deleted', async () => {
  const part = await create({ type: 'METHOD', path: '/' });
  expect(part.location).toEqual({ type: 'METHOD', path: '/', method: '*' });
  await expect(create({ type: 'METHOD', path: '/', method: '*' })).rejects.toThrow('already exists');
  await expect(create({ type: 'API' }, '[]')).rejects.toThrow('must be a JSON object');

  const documentationPartId = part.id;
  const patchOperations = [{ op: 'replace' as const, path: '/properties', value: '{"summary": "y"}' }];
  const address = { restApiId, documentationPartId };
  await globe.gateway.send(new UpdateDocumentationPartCommand({ ...address, patchOperations }));
  expect((await globe.gateway.send(new GetDocumentationPartCommand(address))).properties).toBe('{"summary": "y"}');
  await globe.gateway.send(new DeleteDocumentationPartCommand(address));
  await expect(globe.gateway.send(new GetDocumentationPartCommand(address))).rejects.toThrow(
    'Invalid Documentation part',
  );
});

test('parts are imported from a document', async () => {
  const body = Buffer.from(
    JSON.stringify({
      openapi: '3.0.1',
      'x-amazon-apigateway-documentation': {
        documentationParts: [
          { location: { type: 'API' }, properties: { description: 'all' } },
          { location: { type: 'RESPONSE', path: '/', statusCode: '200' }, properties: { description: 'ok' } },
        ],
      },
    }),
  );
  const { ids = [] } = await globe.gateway.send(
    new ImportDocumentationPartsCommand({ restApiId, body, mode: 'overwrite' }),
  );
  const again = await globe.gateway.send(new ImportDocumentationPartsCommand({ restApiId, body, mode: 'merge' }));
  expect(again.ids).toEqual(ids);
  const { items = [] } = await globe.gateway.send(new GetDocumentationPartsCommand({ restApiId, type: 'RESPONSE' }));
  expect(items).toMatchObject([{ location: { type: 'RESPONSE', path: '/', method: '*', statusCode: '200' } }]);
});

test('a version keeps the parts, and a stage may name it', async () => {
  const version = { restApiId, documentationVersion: '1' };
  await globe.gateway.send(new CreateDocumentationVersionCommand({ ...version, description: 'first' }));
  await expect(globe.gateway.send(new CreateDocumentationVersionCommand(version))).rejects.toThrow('already exists');
  const patchOperations = [{ op: 'replace' as const, path: '/description', value: 'changed' }];
  await globe.gateway.send(new UpdateDocumentationVersionCommand({ ...version, patchOperations }));
  const { items = [] } = await globe.gateway.send(new GetDocumentationVersionsCommand({ restApiId }));
  expect(items).toMatchObject([{ version: '1', description: 'changed' }]);

  const name = (value: string) =>
    globe.gateway.send(
      new UpdateStageCommand({
        restApiId,
        stageName: 'dev',
        patchOperations: [{ op: 'replace', path: '/documentationVersion', value }],
      }),
    );
  expect((await name('1')).documentationVersion).toBe('1');
  await expect(name('2')).rejects.toThrow('Invalid Documentation version');
  await globe.gateway.send(new DeleteDocumentationVersionCommand(version));
});
