import { afterAll, describe, expect, test } from 'vitest';
import { homeOf } from '../runtimes.ts';
import { TestExecution } from '../testing/run-function.ts';

const globe = new TestExecution();
afterAll(() => globe.stop());

const python = (code: string, more = {}) =>
  globe.spec({ 'index.py': code }, { runtime: 'python3.12', handler: 'index.handler', ...more });

// Whoever has no Python cannot run Python functions; they are refused when they are made.
describe.skipIf(homeOf('python3.12').kind === 'missing')('a Python function', () => {
  test('gets its event and context, and keeps what it left in memory', async () => {
    const spec = python(`
import os
count = 0
def handler(event, context):
    global count
    count += 1
    return {
        "event": event, "count": count, "request": context.aws_request_id, "arn": context.invoked_function_arn,
        "name": context.function_name, "memory": context.memory_limit_in_mb, "region": os.environ["AWS_REGION"],
        "inTime": 0 < context.get_remaining_time_in_millis() <= 10000, "client": context.client_context.custom["a"],
    }
`);
    const clientContext = JSON.stringify({ custom: { a: 'b' } });
    const first = await globe.run(spec, { text: 'Zoë 🎈' }, { requestId: 'r1', clientContext });
    expect(JSON.parse(first.payload)).toEqual({
      event: { text: 'Zoë 🎈' },
      count: 1,
      request: 'r1',
      arn: spec.functionArn,
      name: spec.functionName,
      memory: '128',
      region: 'us-east-1',
      inTime: true,
      client: 'b',
    });
    const second = await globe.run(spec, {}, { clientContext });
    expect(JSON.parse(second.payload)).toMatchObject({ count: 2 });
  });

  test('may return bytes and decimals', async () => {
    const spec = python(`
from decimal import Decimal
def handler(event, context):
    return {"bytes": "Zoë".encode("utf-8"), "whole": Decimal("3"), "part": Decimal("2.5")}
`);
    expect(await globe.answer(spec)).toEqual({ bytes: 'Zoë', whole: 3, part: 2.5 });
  });

  test('fails with the type, the message and the lines of its exception', async () => {
    const spec = python(`
def handler(event, context):
    raise ValueError("no luck")
`);
    const outcome = await globe.run(spec, {}, { requestId: 'r2' });
    expect(outcome.failed).toBe(true);
    const body = JSON.parse(outcome.payload);
    expect(body).toMatchObject({ errorMessage: 'no luck', errorType: 'ValueError', requestId: 'r2' });
    expect(body.stackTrace.join('')).toContain('raise ValueError("no luck")');
    expect(outcome.logTail).toContain('[ERROR] ValueError: no luck\nTraceback (most recent call last):');
  });

  test('logs what it prints line by line, and log records whole', async () => {
    const spec = python(`
import logging
logging.getLogger().setLevel(logging.INFO)
def handler(event, context):
    print("printed")
    logging.info("first\\nsecond")
`);
    globe.logs.length = 0;
    await globe.run(spec, {}, { requestId: 'r3' });
    expect(globe.logs).toContain('printed');
    const record = globe.logs.find((line) => line.includes('first'));
    expect(record).toMatch(/^\[INFO\]\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z\tr3\tfirst\nsecond$/);
    expect(globe.logs.at(-1)).toMatch(/^REPORT RequestId: r3/);
  });

  test.each([
    [
      'a module that is not there',
      { handler: 'other.handler' },
      'Runtime.ImportModuleError',
      "Unable to import module 'other': No module named 'other'",
    ],
    [
      'a function that is not there',
      { handler: 'index.nothing' },
      'Runtime.HandlerNotFound',
      "Handler 'nothing' missing on module 'index'",
    ],
  ])('is refused with %s', async (_case, more, errorType, errorMessage) => {
    const outcome = await globe.run(python('x = 1\n', more));
    expect(JSON.parse(outcome.payload)).toMatchObject({ errorType, errorMessage });
  });

  test('is ended at its timeout, and starts anew', async () => {
    const spec = python(
      `
import time
def handler(event, context):
    time.sleep(event.get("seconds", 0))
    return "awake"
`,
      { timeoutMs: 300 },
    );
    const outcome = await globe.run(spec, { seconds: 30 }, { requestId: 'r4' });
    expect(JSON.parse(outcome.payload)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: 'RequestId: r4 Error: Task timed out after 0.30 seconds',
    });
    expect(await globe.answer(spec)).toBe('awake');
  });

  test('that ends its process fails, and starts anew', async () => {
    const spec = python(`
import os
def handler(event, context):
    if event.get("leave"):
        os._exit(3)
    return "still here"
`);
    const outcome = await globe.run(spec, { leave: true }, { requestId: 'r5' });
    expect(JSON.parse(outcome.payload)).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: 'RequestId: r5 Error: Runtime exited with error: exit status 3',
    });
    expect(await globe.answer(spec)).toBe('still here');
  });

  test('finds the packages of its layers', async () => {
    const layer = globe.folder({ 'python/greeting.py': 'WORD = "hello"\n' });
    const spec = python('import greeting\ndef handler(event, context):\n    return greeting.WORD\n', {
      layerFolders: [layer],
    });
    expect(await globe.answer(spec)).toBe('hello');
  });
});
