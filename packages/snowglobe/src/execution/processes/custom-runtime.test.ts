import { afterAll, expect, test } from 'vitest';
import { TestExecution } from '../testing/run-function.ts';

const globe = new TestExecution();
afterAll(() => globe.stop());

/** A custom runtime in JavaScript: one executable file that speaks the runtime API. */
const bootstrap = (answer: string) => `#!${process.execPath}
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime';
const post = (path, body, headers = {}) => fetch(api + path, { method: 'POST', body, headers });
(async () => {
  for (;;) {
    const next = await fetch(api + '/invocation/next');
    const id = next.headers.get('lambda-runtime-aws-request-id');
    const event = await next.json();
    ${answer}
  }
})();
`;

const custom = (files: Record<string, string>) => globe.spec(files, { runtime: 'provided.al2023', handler: 'any' });

test('an executable of the package serves invocations over the runtime API', async () => {
  const spec = custom({
    bootstrap: bootstrap(`
    console.log('handles ' + process.env._HANDLER);
    await post('/invocation/' + id + '/response', JSON.stringify({ got: event }));`),
  });
  expect(await globe.answer(spec, { a: 1 })).toEqual({ got: { a: 1 } });
  expect(await globe.answer(spec, { a: 2 })).toEqual({ got: { a: 2 } });
  expect(globe.logs).toContain('handles any');
});

test('what it reports as an error fails the invocation only', async () => {
  const spec = custom({
    bootstrap: bootstrap(`
    await post('/invocation/' + id + '/error', JSON.stringify({ errorType: 'Mine', errorMessage: 'no ' + event }));`),
  });
  for (const event of [1, 2]) {
    const outcome = await globe.run(spec, event);
    expect(JSON.parse(outcome.payload)).toEqual({ errorType: 'Mine', errorMessage: `no ${event}` });
  }
});

test('an initialisation that fails is told', async () => {
  const files = {
    bootstrap: `#!${process.execPath}
fetch('http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/init/error', { method: 'POST', body: 'broken' });
`,
  };
  const outcome = await globe.run(custom(files));
  expect(JSON.parse(outcome.payload)).toEqual({ errorType: 'Runtime.Unknown', errorMessage: 'broken' });
});

test('a package without the executable is told', async () => {
  const outcome = await globe.run(custom({ 'index.js': '' }));
  expect(JSON.parse(outcome.payload)).toMatchObject({ errorType: 'Runtime.InvalidEntrypoint' });
});

test('a path that the runtime API does not have is answered with 404', async () => {
  const spec = custom({
    bootstrap: bootstrap(`
    const odd = await fetch(api + '/odd');
    await post('/invocation/' + id + '/response', JSON.stringify({ status: odd.status, body: await odd.json() }));`),
  });
  expect(await globe.answer(spec)).toEqual({
    status: 404,
    body: { errorType: 'InvalidResource', errorMessage: 'Unknown path /2018-06-01/runtime/odd' },
  });
});
