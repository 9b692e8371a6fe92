import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestExecution } from './testing/run-function.ts';

let globe: TestExecution;
beforeAll(() => {
  globe = new TestExecution();
});
afterAll(() => globe.stop());

const body = (text: string) => JSON.parse(text) as { errorType: string; errorMessage: string; trace?: string[] };

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

  test('what is written to the descriptors of the standard streams is logged too', async () => {
    const code = `const fs = require('node:fs');
    exports.handler = async () => {
      fs.writeSync(1, 'one\\ntwo\\n');
      return new Promise(resolve => fs.write(2, Buffer.from('xthreex'), 1, 5, (error, bytes) => resolve([error, bytes])));
    }`;
    const outcome = await globe.run(globe.spec({ 'index.js': code }));
    expect(outcome.payload).toBe('[null,5]');
    expect(outcome.logTail.split('\n').slice(1, 4)).toEqual(['one', 'two', 'three']);
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
