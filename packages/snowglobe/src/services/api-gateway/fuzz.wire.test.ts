import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RestGlobe, startRestApi, type TestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let api: TestApi;
beforeAll(async () => {
  globe = await startRestApi();
  api = await globe.createApi();
  const read = `{"statusCode":200,"path":"$util.escapeJavaScript($input.params('proxy'))","q":$input.json('$.q')}`;
  await api.integrate(await api.resource('{proxy+}'), 'ANY', {
    integration: { type: 'MOCK', requestTemplates: { 'application/json': read } },
    responses: {
      200: {
        responseTemplates: {
          'application/json': `#set($context.responseOverride.header.x-h = $input.params('h'))#foreach($name in $input.params().querystring.keySet())$name=$input.params($name) #end`,
        },
      },
    },
  });
  await api.deploy();
});
afterAll(() => globe.stop());

/** `fetch` would put the path in order. */
function statusOf(path: string, body: string): Promise<number> {
  const url = new URL(globe.endpoint);
  const where = { host: url.hostname, port: url.port, path: `/_aws/execute-api/${api.apiId}/dev${path}` };
  const headers = { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request({ ...where, method: 'POST', headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject).end(body);
  });
}

it('odd paths, queries and bodies are answered, and are no fault of the globe', { timeout: 30_000 }, async () => {
  const odd = fc.stringMatching(/^[!-"$-~]{0,20}$/);
  const body = fc.oneof(
    fc.json(),
    fc.string(),
    fc.record({ q: fc.jsonValue() }).map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(odd, odd, body, async (path, query, text) => {
      expect([200, 400, 403, 500]).toContain(await statusOf(`/${path}?h=${query}&${query}`, text));
    }),
    { numRuns: 150 },
  );
  expect(globe.faults).toEqual([]);
});
