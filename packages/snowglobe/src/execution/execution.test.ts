import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestExecution, type TestExecution } from './testing/run-function.ts';

let globe: TestExecution;
beforeAll(() => {
  globe = startTestExecution();
});
afterAll(() => globe.stop());

const body = (text: string) => JSON.parse(text) as { errorType: string; errorMessage: string; trace?: string[] };

describe('handlers', () => {
  test('an async handler answers what it resolves to', async () => {
    const spec = globe.spec({ 'index.js': 'exports.handler = async event => ({ got: event })' });
    expect(await globe.answer(spec, { a: 1 })).toEqual({ got: { a: 1 } });
  });

  test('a handler that resolves to undefined answers null', async () => {
    expect((await globe.run(globe.spec({ 'index.js': 'exports.handler = async () => {}' }))).payload).toBe('null');
  });

  test('a callback handler answers once the event loop is empty', async () => {
    const code = `exports.handler = (event, context, callback) => {
      const out = { late: false };
      callback(null, out);
      setTimeout(() => { out.late = true; }, 20);
    }`;
    expect(await globe.answer(globe.spec({ 'index.js': code }))).toEqual({ late: true });
  });

  test('callbackWaitsForEmptyEventLoop = false answers at once and freezes what is left', async () => {
    const code = `let ticks = 0; setInterval(() => ticks++, 1);
    exports.handler = (event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; callback(null, ticks); }`;
    const spec = globe.spec({ 'index.js': code });
    const first = (await globe.answer(spec)) as number;
    await new Promise((resolve) => setImmediate(resolve));
    expect((await globe.answer(spec)) as number).toBeLessThan(first + 50);
  });

  test('Node.js 24 has no callback handlers any more', async () => {
    const spec = globe.spec(
      { 'index.js': 'exports.handler = (event, context, callback) => callback()' },
      { runtime: 'nodejs24.x' },
    );
    expect(body((await globe.run(spec)).payload).errorType).toBe('Runtime.CallbackHandlerDeprecated');
  });

  test('a promise that never settles fails with Runtime.NodeJsExit', async () => {
    const spec = globe.spec({ 'index.js': 'exports.handler = () => new Promise(() => {})' });
    expect(body((await globe.run(spec)).payload).errorType).toBe('Runtime.NodeJsExit');
  });

  test('a handler that neither answers nor returns a promise answers null', async () => {
    expect(await globe.answer(globe.spec({ 'index.js': 'exports.handler = () => {}' }))).toBeNull();
  });

  test.each([
    [
      'an .mjs file with top-level await',
      { 'index.mjs': 'const x = await Promise.resolve(5); export const handler = async () => x' },
    ],
    [
      'a package of type module',
      { 'package.json': '{"type":"module"}', 'index.js': 'export const handler = async () => 5' },
    ],
    ['a .cjs file', { 'index.cjs': 'exports.handler = async () => 5' }],
  ])('loads %s', async (_what, files) => {
    expect(await globe.answer(globe.spec(files))).toBe(5);
  });

  test('finds handlers in folders and behind several exports', async () => {
    const spec = globe.spec(
      { 'src/app.js': 'exports.api = { handler: async () => 7 }' },
      { handler: 'src/app.api.handler' },
    );
    expect(await globe.answer(spec)).toBe(7);
  });

  test('the context is complete', async () => {
    const code = `exports.handler = async (event, context) => ({ ...context, left: context.getRemainingTimeInMillis() })`;
    const spec = globe.spec({ 'index.js': code });
    const context = (await globe.answer(spec)) as Record<string, unknown>;
    expect(context).toMatchObject({
      functionName: spec.functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: spec.functionArn,
      memoryLimitInMB: '128',
      logGroupName: spec.logGroupName,
      callbackWaitsForEmptyEventLoop: true,
    });
    expect(context['left']).toBeGreaterThan(5_000);
    expect(context['left']).toBeLessThanOrEqual(10_000);
    expect(context['logStreamName']).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\]\w{32}$/);
  });
});

describe('environments', () => {
  test('an environment is reused, and one of its own is made for each concurrent invocation', async () => {
    const code = `let calls = 0; exports.handler = async ms => { const n = ++calls; await new Promise(r => setTimeout(r, ms)); return n; }`;
    const spec = globe.spec({ 'index.js': code });
    expect(await globe.answer(spec, 0)).toBe(1);
    expect(await globe.answer(spec, 0)).toBe(2);
    const both = await Promise.all([globe.answer(spec, 30), globe.answer(spec, 30)]);
    expect(both.sort()).toEqual([1, 3]);
  });

  test('another revision starts afresh', async () => {
    const spec = globe.spec({ 'index.js': 'let calls = 0; exports.handler = async () => ++calls' });
    await globe.answer(spec);
    expect(await globe.answer({ ...spec, revision: '2' })).toBe(1);
  });

  test('an idle environment is given up after ten minutes on the clock', async () => {
    const own = startTestExecution();
    try {
      own.setTime(0);
      const spec = own.spec({ 'index.js': 'let calls = 0; exports.handler = async () => ++calls' });
      await own.answer(spec);
      own.setTime(600_000);
      own.runDue();
      expect(await own.answer(spec)).toBe(1);
    } finally {
      await own.stop();
    }
  });

  test('an environment whose credentials run out is not used again', async () => {
    const spec = globe.spec(
      { 'index.js': 'let calls = 0; exports.handler = async () => [++calls, process.env.AWS_ACCESS_KEY_ID]' },
      {
        issueCredentials: () => ({
          accessKeyId: 'ASIAOLD',
          secretAccessKey: 's',
          sessionToken: 't',
          expiresAt: Date.now() + 1_000,
        }),
      },
    );
    await globe.answer(spec);
    expect(await globe.answer(spec)).toEqual([1, 'ASIAOLD']);
  });

  test('variables are private to the function', async () => {
    const spec = globe.spec(
      { 'index.js': 'exports.handler = async () => process.env' },
      { environment: { COLOUR: 'red' } },
    );
    const variables = (await globe.answer(spec)) as Record<string, string>;
    expect(variables).toMatchObject({
      COLOUR: 'red',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: spec.functionName,
      _HANDLER: 'index.handler',
    });
    expect(variables).not.toHaveProperty('HOME');
  });

  test('Date follows the clock of the globe', async () => {
    const own = startTestExecution();
    try {
      own.setTime(86_400_000);
      const code =
        'exports.handler = async () => [new Date().toISOString(), Date.now(), new Date(5).getTime(), new Date() instanceof Date, typeof Date()]';
      expect(await own.answer(own.spec({ 'index.js': code }))).toEqual([
        '1970-01-02T00:00:00.000Z',
        86_400_000,
        5,
        true,
        'string',
      ]);
    } finally {
      await own.stop();
    }
  });
});

describe('failures', () => {
  test('an error has its type, message and trace', async () => {
    const spec = globe.spec({ 'index.js': `exports.handler = async () => { throw new TypeError('no') }` });
    const outcome = await globe.run(spec);
    expect(outcome.failed).toBe(true);
    const error = body(outcome.payload);
    expect(error).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
    expect(error.trace?.[0]).toBe('TypeError: no');
    expect(error.trace?.[1]).toContain('index.js:1');
    expect(outcome.logTail).toContain(
      'ERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"no","stack":["TypeError: no"',
    );
  });

  test.each([
    ['a thrown string', `throw 'text'`, 'string', 'text'],
    [
      'process.exit(0)',
      'process.exit(0)',
      'Runtime.ExitError',
      expect.stringMatching(/Runtime exited without providing a reason$/),
    ],
    [
      'process.exit(3)',
      'process.exit(3)',
      'Runtime.ExitError',
      expect.stringMatching(/Runtime exited with error: exit status 3$/),
    ],
    [
      'an uncaught exception',
      `setTimeout(() => { throw new Error('late') }); return new Promise(() => {})`,
      'Error',
      'late',
    ],
    [
      'an unhandled rejection',
      `Promise.reject(new Error('lost')); return new Promise(r => setTimeout(r, 1000))`,
      'Runtime.UnhandledPromiseRejection',
      'Error: lost',
    ],
    [
      'too little memory',
      'const all = []; for (;;) all.push(new Array(1e5).fill({}))',
      'Runtime.ExitError',
      expect.stringMatching(/signal: killed$/),
    ],
    [
      'an answer of more than 6 MB',
      `return 'x'.repeat(7e6)`,
      'Function.ResponseSizeTooLarge',
      expect.stringContaining('6291556'),
    ],
    ['an answer that is no JSON', 'const a = {}; a.a = a; return a', 'Error', 'Unable to stringify response body'],
  ])('%s', async (_what, statement, errorType, errorMessage) => {
    const spec = globe.spec({ 'index.js': `exports.handler = async () => { ${statement} }` });
    expect(body((await globe.run(spec)).payload)).toMatchObject({ errorType, errorMessage });
    const next = globe.run(spec);
    expect((await next).failed).toBe(true);
  });

  test('a function that computes for ever is stopped when its time is over', async () => {
    const spec = globe.spec(
      { 'index.js': `exports.handler = () => { console.log('before'); for (;;); }` },
      { timeoutMs: 300 },
    );
    const outcome = await globe.run(spec, {}, { requestId: 'r-timeout' });
    expect(body(outcome.payload)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: 'RequestId: r-timeout Error: Task timed out after 0.30 seconds',
    });
    expect(outcome.logTail).toMatch(
      /\tbefore\n[^\n]*Task timed out after 0\.30 seconds\nEND RequestId: r-timeout\nREPORT .*Status: timeout/,
    );
  });

  test.each([
    ['a missing module', {}, 'Runtime.ImportModuleError', /^Error: Cannot find module '.\/index'\nRequire stack/],
    [
      'a missing dependency',
      { 'index.js': `require('nothing-like-it')` },
      'Runtime.ImportModuleError',
      /^Error: Cannot find module 'nothing-like-it'/,
    ],
    [
      'a missing dependency of a module',
      { 'index.mjs': `import 'nothing-like-it'` },
      'Runtime.ImportModuleError',
      /^Error: Cannot find package 'nothing-like-it'/,
    ],
    ['a missing export', { 'index.js': '' }, 'Runtime.HandlerNotFound', /^index.handler is undefined or not exported$/],
    ['a syntax error', { 'index.js': '}' }, 'Runtime.UserCodeSyntaxError', /^SyntaxError: /],
    ['an error while loading', { 'index.js': `throw new RangeError('at init')` }, 'RangeError', /^at init$/],
  ])('%s fails the initialisation', async (_what, files, errorType, message) => {
    const outcome = await globe.run(globe.spec(files));
    expect(outcome.failed).toBe(true);
    expect(body(outcome.payload)).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) });
  });
});

describe('logs', () => {
  test('START, what console prints, END and REPORT', async () => {
    const spec = globe.spec({
      'index.js': `exports.handler = async () => { console.log('a %s', 1); console.error({ b: 2 }); process.stdout.write('raw\\n') }`,
    });
    const outcome = await globe.run(spec, {}, { requestId: 'r-1' });
    expect(outcome.logTail.split('\n').map((line) => line.replace(/^[\d-]+T[\d:.]+Z/, 'TIME'))).toEqual([
      'START RequestId: r-1 Version: $LATEST',
      'TIME\tr-1\tINFO\ta 1',
      'TIME\tr-1\tERROR\t{ b: 2 }',
      'raw',
      'END RequestId: r-1',
      expect.stringMatching(
        /^REPORT RequestId: r-1\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms\t$/,
      ),
      '',
    ]);
  });

  test('the log tail is the last 4 KB', async () => {
    const spec = globe.spec({
      'index.js': `exports.handler = async () => { for (let i = 0; i < 100; i++) console.log('x'.repeat(100)) }`,
    });
    expect(Buffer.byteLength((await globe.run(spec)).logTail)).toBe(4096);
  });

  test('JSON logs keep the levels that are wanted', async () => {
    const code = `exports.handler = async () => { console.debug('no'); console.warn('careful', 1); console.info({ a: 1 }); console.error(new Error('boom')) }`;
    const spec = globe.spec({ 'index.js': code }, { logFormat: 'JSON' });
    const outcome = await globe.run(spec, {}, { requestId: 'r-2' });
    const entries = outcome.logTail
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries).toMatchObject([
      { type: 'platform.start', record: { requestId: 'r-2', version: '$LATEST' } },
      { level: 'WARN', requestId: 'r-2', message: 'careful 1' },
      { level: 'INFO', message: { a: 1 } },
      { level: 'ERROR', message: { errorType: 'Error', errorMessage: 'boom' } },
      { type: 'platform.report', record: { requestId: 'r-2', status: 'success', metrics: { memorySizeMB: 128 } } },
    ]);
  });

  test('source maps lead traces to the original file', async () => {
    const map = { version: 3, sources: ['original.ts'], names: [], mappings: 'AAAA;AAIA' };
    const code = `// generated\nexports.handler = async () => { throw new Error('mapped') }\n//# sourceMappingURL=index.js.map`;
    const outcome = await globe.run(globe.spec({ 'index.js': code, 'index.js.map': JSON.stringify(map) }));
    expect(body(outcome.payload).trace?.join('\n')).toContain('original.ts:5');
  });
});

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
