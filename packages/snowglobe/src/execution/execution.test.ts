import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestExecution } from './testing/run-function.ts';

let globe: TestExecution;
beforeAll(() => {
  globe = new TestExecution();
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
    expect(new Set(both)).toEqual(new Set([1, 3]));
  });

  test('a burst of quick invocations is served by a few environments', async () => {
    const spec = globe.spec({ 'index.js': 'const id = Math.random(); exports.handler = async () => id' });
    const ids = await Promise.all(Array.from({ length: 200 }, () => globe.answer(spec)));
    expect(new Set(ids).size).toBeLessThan(20);
  });

  test('another revision starts afresh', async () => {
    const spec = globe.spec({ 'index.js': 'let calls = 0; exports.handler = async () => ++calls' });
    await globe.answer(spec);
    expect(await globe.answer({ ...spec, revision: '2' })).toBe(1);
  });

  test('an idle environment is given up after ten minutes on the clock', async () => {
    const own = new TestExecution();
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
    const own = new TestExecution();
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
