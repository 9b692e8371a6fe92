import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiGlobe, startApi, type TestApi } from './testing/start-api.ts';

let globe: ApiGlobe;
let api: TestApi;
beforeAll(async () => {
  globe = await startApi();
  // Answers with whatever the body says.
  const arn = await globe.createFunction('exports.handler = async (event) => JSON.parse(event.body ?? "null")');
  api = await globe.createApi({ CorsConfiguration: { AllowOrigins: ['*'] } });
  await api.route('ANY /{proxy+}', arn, {
    RequestParameters: { 'append:header.x-a': '$request.querystring.a' },
    ResponseParameters: { '200': { 'overwrite:header.x-b': '$response.body' } },
  });
});
afterAll(() => globe.stop());

/** Sends bytes as they are and reads the status of the answer. */
function statusOf(request: string): Promise<number> {
  const { hostname, port } = new URL(globe.endpoint);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1])));
  });
}

const oddText = fc.string({ unit: fc.constantFrom(...'a/%?&=+.{}$*"\'\\;:@,[]~^`|<>2'), maxLength: 20 });

it('odd paths and queries are answered, and are no fault of the globe', async () => {
  await fc.assert(
    fc.asyncProperty(oddText, oddText, async (path, query) => {
      const target = `/_aws/execute-api/${api.apiId}/${path}?${query}`;
      const status = await statusOf(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect([200, 404]).toContain(status);
    }),
    { numRuns: 150 },
  );
  expect(globe.faults).toEqual([]);
});

it('whatever a function answers becomes a response', async () => {
  const answer = fc.record(
    { statusCode: fc.jsonValue(), headers: fc.jsonValue(), cookies: fc.jsonValue(), body: fc.jsonValue() },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(answer, fc.jsonValue()), async (result) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(result) };
      expect((await api.fetch('/x', init)).status).toBeGreaterThanOrEqual(200);
    }),
    { numRuns: 150 },
  );
  expect(globe.faults).toEqual([]);
});
