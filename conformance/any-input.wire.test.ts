import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModel, modelledServices } from '../packages/snowglobe/src/gateway/models.ts';
import type { RecordingGlobe } from './recording-globe.ts';
import { startRecordingGlobe } from './recording-globe.ts';
import { sendBytes, signed } from './unsent-by-clients.ts';

let globe: RecordingGlobe;
beforeAll(async () => {
  globe = await startRecordingGlobe({ validates: true });
});
afterAll(() => globe.close());

async function listTables(): Promise<number> {
  const headers = signed('dynamodb', {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.ListTables',
  });
  return (await fetch(globe.endpoint, { method: 'POST', headers, body: '{}' })).status;
}

describe('anything at all', () => {
  it.each([
    '',
    '\r\n\r\n',
    'PRI',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nnonsense',
    'GET',
    'GET / HTTP/9.9\r\n\r\n',
    '\x16\x03\x01\x02\x00',
  ])('on the socket leaves the gateway alive: %j', async (bytes) => {
    await sendBytes(globe.port, bytes);
    globe.handler = () => ({});
    expect(await listTables()).toBe(200);
  });

  /** Without those whose answer is a stream of events, which this handler does not give. */
  const namesOf = (service: string) =>
    loadModel(service).operationNames.filter(
      (name) =>
        !loadModel(service)
          .operation(name)
          ?.output?.members.some((member) => member.shape.eventStream),
    );
  const services = [...modelledServices().values()];
  const operation = fc
    .constantFrom(...services)
    .chain((service) => fc.record({ service: fc.constant(service), name: fc.constantFrom(...namesOf(service.id)) }));
  const body = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc.webQueryParameters(),
    fc.constantFrom('<a/>', '<a><b>1</b></a>', '\ufeff<a/>', 'null', '0', '"x"', '[[[[]]]]'),
  );

  it('in a request to any operation is answered in the protocol of the service, and never as a fault', async () => {
    globe.handler = () => ({});
    await fc.assert(
      fc.asyncProperty(
        operation,
        body,
        fc.webQueryParameters(),
        fc.boolean(),
        async ({ service, name }, content, query, asForm) => {
          const http = loadModel(service.id).operation(name)?.http;
          const path = (http?.uri ?? '/').replaceAll(/\{[^}]+\}/g, 'x');
          const method = http?.method ?? 'POST';
          const response = await fetch(`${globe.endpoint}${path}${path.includes('?') ? '&' : '?'}${query}`, {
            method,
            headers: signed(service.signingName, {
              ...(service.protocol.startsWith('aws-json') && !asForm
                ? { 'x-amz-target': `${service.target}.${name}` }
                : {}),
              'content-type': asForm ? 'application/x-www-form-urlencoded' : 'application/x-amz-json-1.0',
            }),
            ...(method === 'GET' || method === 'HEAD' ? {} : { body: asForm ? `Action=${name}&${content}` : content }),
          });
          await response.arrayBuffer();
          expect(response.status).toBeLessThan(500);
        },
      ),
      { numRuns: 400 },
    );
    expect(globe.faults).toEqual([]);
  });
});
