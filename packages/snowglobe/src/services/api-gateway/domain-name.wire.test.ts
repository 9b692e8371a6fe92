import http from 'node:http';
import {
  CreateBasePathMappingCommand,
  CreateDomainNameCommand,
  DeleteBasePathMappingCommand,
  DeleteDomainNameCommand,
  GetBasePathMappingsCommand,
  GetDomainNameCommand,
  UpdateBasePathMappingCommand,
  UpdateDomainNameCommand,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deployTemplate } from './testing/deploy-template.ts';
import { type RestGlobe, startRestApi, type TestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let api: TestApi;

beforeAll(async () => {
  globe = await startRestApi();
  api = await globe.createApi();
  await api.integrate(
    await api.resource('hello'),
    'GET',
    answer('$context.domainName $context.customDomain.basePathMatched'),
  );
  await api.deploy();
});

afterAll(() => globe.stop());

/** A method that answers with a text. */
const answer = (text: string) => ({
  integration: { type: 'MOCK', requestTemplates: { 'application/json': '{"statusCode": 200}' } } as const,
  responses: { 200: { responseTemplates: { 'application/json': text } } },
});

/** The status and body of a request with its own host. */
function get(host: string, path: string): Promise<readonly [number | undefined, string]> {
  const { hostname, port } = new URL(globe.endpoint);
  return new Promise((resolve, reject) => {
    const request = http.get({ hostname, port, path, headers: { host } }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => resolve([response.statusCode, body]));
    });
    request.on('error', reject);
  });
}

test('a regional domain serves the stage that its root is mapped to', async () => {
  const domainName = 'api.example.com';
  const created = await globe.gateway.send(
    new CreateDomainNameCommand({
      domainName,
      regionalCertificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/1',
      endpointConfiguration: { types: ['REGIONAL'] },
    }),
  );
  expect(created).toMatchObject({ domainName, domainNameStatus: 'AVAILABLE', securityPolicy: 'TLS_1_2' });
  expect(created.regionalDomainName).toMatch(/^d-[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/);
  expect(await get(domainName, '/hello')).toEqual([403, '{"message":"Forbidden"}']);

  const mapping = await globe.gateway.send(
    new CreateBasePathMappingCommand({ domainName, restApiId: api.apiId, stage: 'dev' }),
  );
  expect(mapping).toMatchObject({ basePath: '(none)', restApiId: api.apiId, stage: 'dev' });
  expect((await get(domainName, '/hello'))[1]).toMatch(/^api\.example\.com /);
  expect((await get(created.regionalDomainName ?? '', '/hello'))[0]).toBe(200);
});

test('base paths choose between APIs; without a stage the path names it', async () => {
  const domainName = 'paths.example.com';
  await globe.gateway.send(new CreateDomainNameCommand({ domainName, certificateArn: 'arn:aws:acm:us-east-1:1:c/1' }));
  const map = (basePath: string, stage?: string) =>
    globe.gateway.send(new CreateBasePathMappingCommand({ domainName, basePath, restApiId: api.apiId, stage }));
  await map('v1', 'dev');
  await map('any');
  expect(await get(domainName, '/v1/hello')).toEqual([200, 'paths.example.com v1']);
  expect((await get(domainName, '/any/dev/hello'))[0]).toBe(200);
  expect((await get(domainName, '/hello'))[0]).toBe(403);
  await expect(map('v1', 'dev')).rejects.toThrow('Base path already exists for this domain name');
  await expect(map('a/b', 'dev')).rejects.toThrow("doesn't support the slash character");
  await expect(map('v2', 'none')).rejects.toThrow('Invalid stage identifier specified');

  const patchOperations = [{ op: 'replace', path: '/basePath', value: 'v9' } as const];
  await globe.gateway.send(new UpdateBasePathMappingCommand({ domainName, basePath: 'v1', patchOperations }));
  expect((await get(domainName, '/v9/hello'))[0]).toBe(200);
  await globe.gateway.send(new DeleteBasePathMappingCommand({ domainName, basePath: 'any' }));
  const { items = [] } = await globe.gateway.send(new GetBasePathMappingsCommand({ domainName }));
  expect(items.map(({ basePath }) => basePath)).toEqual(['v9']);
});

test('a wildcard domain stands for every name one level below', async () => {
  await globe.gateway.send(new CreateDomainNameCommand({ domainName: '*.wild.example.com' }));
  const domainName = '*.wild.example.com';
  await globe.gateway.send(new CreateBasePathMappingCommand({ domainName, restApiId: api.apiId, stage: 'dev' }));
  expect((await get('a.wild.example.com', '/hello'))[1]).toMatch(/^a\.wild\.example\.com /);
});

test('an API whose own address is switched off is served by its domain only', async () => {
  const closed = await globe.createApi();
  await closed.integrate(closed.rootResourceId, 'GET', answer('closed'));
  await closed.deploy();
  const domainName = 'closed.example.com';
  await globe.gateway.send(new CreateDomainNameCommand({ domainName }));
  await globe.gateway.send(new CreateBasePathMappingCommand({ domainName, restApiId: closed.apiId, stage: 'dev' }));
  const patchOperations = [{ op: 'replace', path: '/disableExecuteApiEndpoint', value: 'true' } as const];
  await globe.gateway.send(new UpdateRestApiCommand({ restApiId: closed.apiId, patchOperations }));
  expect((await closed.fetch('')).status).toBe(403);
  expect(await get(domainName, '/')).toEqual([200, 'closed']);
});

test('a domain can become regional, and go', async () => {
  const domainName = 'moving.example.com';
  await globe.gateway.send(new CreateDomainNameCommand({ domainName }));
  await expect(globe.gateway.send(new CreateDomainNameCommand({ domainName }))).rejects.toThrow('already exists');
  const patchOperations = [{ op: 'replace', path: '/endpointConfiguration/types/EDGE', value: 'REGIONAL' } as const];
  const moved = await globe.gateway.send(new UpdateDomainNameCommand({ domainName, patchOperations }));
  expect(moved.endpointConfiguration?.types).toEqual(['REGIONAL']);
  expect(moved.regionalDomainName).toContain('.execute-api.');
  await globe.gateway.send(new DeleteDomainNameCommand({ domainName }));
  await expect(globe.gateway.send(new GetDomainNameCommand({ domainName }))).rejects.toThrow(
    'Invalid domain name identifier specified',
  );
});

test('mutual TLS is refused by name', async () => {
  const mutualTlsAuthentication = { truststoreUri: 's3://b/k' };
  await expect(
    globe.gateway.send(new CreateDomainNameCommand({ domainName: 'tls.example.com', mutualTlsAuthentication })),
  ).rejects.toThrow('mutualTlsAuthentication');
});

test('a template makes a domain with its mapping', async () => {
  const outputs = await deployTemplate(globe, {
    Resources: {
      Domain: {
        Type: 'AWS::ApiGateway::DomainName',
        Properties: {
          DomainName: 'stack.example.com',
          RegionalCertificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/1',
          EndpointConfiguration: { Types: ['REGIONAL'] },
        },
      },
      Mapping: {
        Type: 'AWS::ApiGateway::BasePathMapping',
        Properties: { DomainName: { Ref: 'Domain' }, RestApiId: api.apiId, Stage: 'dev', BasePath: 'x' },
      },
    },
    Outputs: { Regional: { Value: { 'Fn::GetAtt': ['Domain', 'RegionalDomainName'] } } },
  });
  expect((await get('stack.example.com', '/x/hello'))[0]).toBe(200);
  expect((await get(outputs.Regional ?? '', '/x/hello'))[0]).toBe(200);
});
