import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createFunction,
  type FirehoseGlobe,
  processor,
  roleArn,
  startAt,
  startFirehose,
  text,
} from './firehose-test-globe.ts';

let globe: FirehoseGlobe;

beforeEach(async () => {
  globe = await startFirehose();
});

afterEach(() => globe.stop());

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:transform';

/** A stream whose records go through a function with this body. */
async function streamThrough(body: string): Promise<void> {
  const LambdaArn = await createFunction(globe, body);
  await globe.create('events', {
    Prefix: 'good/',
    ProcessingConfiguration: { Enabled: true, Processors: [processor('Lambda', { LambdaArn, RoleArn: roleArn })] },
  });
}

async function failuresIn(key: string | undefined): Promise<readonly unknown[]> {
  const lines = text(await globe.body(key))
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line));
}

it('writes what the function returns, drops what it drops, and keeps what it fails apart', async () => {
  await streamThrough(`
    return { records: event.records.map(({ recordId, data }) => {
      const text = Buffer.from(data, 'base64').toString();
      const result = text === 'drop' ? 'Dropped' : text === 'fail' ? 'ProcessingFailed' : 'Ok';
      return { recordId, result, data: Buffer.from(text.toUpperCase() + ';').toString('base64') };
    }) };`);
  await globe.put('events', 'grüezi', 'drop', 'fail', 'b');
  await globe.pass(300);
  const [good, bad, ...more] = await globe.keys();
  expect(more).toEqual([]);
  expect(good).toMatch(/^good\/2026\/01\/02\/03\/events-1-/);
  expect(text(await globe.body(good))).toBe('GRÜEZI;B;');
  expect(bad).toMatch(/^good\/processing-failed\/2026\/01\/02\/03\/events-1-/);
  expect(await failuresIn(bad)).toEqual([
    {
      attemptsMade: 1,
      arrivalTimestamp: startAt,
      errorCode: 'Lambda.ProcessingFailedStatus',
      errorMessage: 'ProcessingFailed status set for record',
      attemptEndingTimestamp: startAt + 300_000,
      rawData: Buffer.from('fail').toString('base64'),
      lambdaArn: functionArn,
    },
  ]);
});

it('gives a failing function three more attempts, then keeps the whole batch apart', async () => {
  await streamThrough(`throw new Error('no');`);
  await globe.put('events', 'a', 'b');
  await globe.pass(300);
  const [bad, ...more] = await globe.keys();
  expect(more).toEqual([]);
  const failure = { attemptsMade: 4, errorCode: 'Lambda.FunctionError', errorMessage: expect.stringContaining('no') };
  expect(await failuresIn(bad)).toMatchObject([failure, failure]);
});

it('needs the permission to invoke', async () => {
  await streamThrough('return event;');
  const Statement = [{ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  const narrow = { RoleName: 'delivery', PolicyName: 'all', PolicyDocument };
  await globe.client(IAMClient).send(new PutRolePolicyCommand(narrow));
  await globe.put('events', 'a');
  await globe.pass(300);
  expect(await failuresIn((await globe.keys())[0])).toMatchObject([{ errorCode: 'Lambda.InvokeAccessDenied' }]);
});
