import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestExecution } from './testing/run-function.ts';

let globe: TestExecution;
beforeAll(() => {
  globe = new TestExecution();
});
afterAll(() => globe.stop());

const body = (text: string) => JSON.parse(text) as { errorType: string; errorMessage: string; trace?: string[] };

describe('packages', () => {
  test('the AWS SDK is there for require and for import', async () => {
    const cjs = globe.spec({
      'index.js': `const { SQSClient } = require('@aws-sdk/client-sqs'); exports.handler = async () => typeof SQSClient`,
    });
    const esm = globe.spec({
      'index.mjs': `import { SQSClient } from '@aws-sdk/client-sqs'; export const handler = async () => typeof SQSClient`,
    });
    expect([await globe.answer(cjs), await globe.answer(esm)]).toEqual(['function', 'function']);
  });

  test("the function's own copy of the SDK comes first", async () => {
    const files = {
      'index.js': `exports.handler = async () => require('@aws-sdk/client-sqs').own`,
      'node_modules/@aws-sdk/client-sqs/index.js': 'exports.own = true',
    };
    expect(await globe.answer(globe.spec(files))).toBe(true);
  });

  test('packages of layers are found, those of the last layer first', async () => {
    const layerFolders = [1, 2].map((n) =>
      globe.folder({ 'nodejs/node_modules/greet/index.js': `module.exports = ${n}` }),
    );
    expect(
      await globe.answer(
        globe.spec({ 'index.js': `exports.handler = async () => require('greet')` }, { layerFolders }),
      ),
    ).toBe(2);
  });

  test('a large file runs from the code cache in the second environment', async () => {
    const filler = Array.from({ length: 3_000 }, (_, n) => `function f${n}(a) { return a + ${n} }`).join('\n');
    const spec = globe.spec({
      'index.js': `${filler}\nexports.handler = async () => [f7(1), __filename.endsWith('index.js'), typeof (await import('node:os')).cpus]`,
    });
    expect(await globe.answer(spec)).toEqual([8, true, 'function']);
    globe.execution.retire(spec.functionArn);
    expect(await globe.answer(spec)).toEqual([8, true, 'function']);
  });
});

describe('the fence', () => {
  test('TLS connections to AWS are refused with the reason, plain ones lead to the globe', async () => {
    const code = `const net = require('node:net'), tls = require('node:tls');
    exports.handler = async () => {
      const refused = (() => { try { tls.connect(443, 'sqs.us-east-1.amazonaws.com') } catch (error) { return error.message } })();
      const led = await new Promise(resolve => net.connect(80, 's3.amazonaws.com').on('error', error => resolve(error.address + ':' + error.port)));
      return { refused, led };
    }`;
    expect(await globe.answer(globe.spec({ 'index.js': code }))).toEqual({
      refused: expect.stringContaining('does not let functions open TLS connections to sqs.us-east-1.amazonaws.com'),
      led: '127.0.0.1:1',
    });
  });

  test('names that only look like AWS are left alone', async () => {
    const code = `const net = require('node:net');
    exports.handler = () => new Promise(resolve => net.connect(2, '127.0.0.1').on('error', error => resolve(error.port)))`;
    expect(await globe.answer(globe.spec({ 'index.js': code }))).toBe(2);
  });
});

describe('streaming', () => {
  test('a streaming function that is invoked plainly answers with all that it wrote', async () => {
    const code = `exports.handler = awslambda.streamifyResponse(async (event, stream) => { stream.write('a'); stream.end('b'); })`;
    expect((await globe.run(globe.spec({ 'index.js': code }))).payload).toBe('ab');
  });

  test('pieces arrive as they are written', async () => {
    const pieces: string[] = [];
    const stream = {
      begin: (type: string) => pieces.push(type),
      write: (bytes: Uint8Array) => pieces.push(Buffer.from(bytes).toString()),
    };
    const code = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
      stream.setContentType('text/plain'); stream.write('a'); stream.write('b'); stream.end(); })`;
    await globe.run(globe.spec({ 'index.js': code }), {}, { stream });
    expect(pieces).toEqual(['text/plain', 'a', 'b']);
  });

  test('a stream that is never ended fails', async () => {
    const code = `exports.handler = awslambda.streamifyResponse(async (event, stream) => { stream.write('a') })`;
    expect(body((await globe.run(globe.spec({ 'index.js': code }))).payload).errorType).toBe('Runtime.StreamError');
  });
});
