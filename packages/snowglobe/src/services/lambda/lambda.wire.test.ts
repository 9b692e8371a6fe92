import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zipOfTexts } from '../../execution/code-folders.ts';
import { type LambdaGlobe, roleArn, startLambda } from './testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
beforeAll(async () => {
  globe = await startLambda();
});
afterAll(() => globe.stop());

describe('functions', () => {
  test('a function is created, waited for, invoked and deleted', async () => {
    const FunctionName = await globe.create('exports.handler = async event => ({ hello: event.name })');
    const waited = await waitUntilFunctionActiveV2({ client: globe.lambda, maxWaitTime: 5 }, { FunctionName });
    expect(waited.state).toBe('SUCCESS');
    expect(await globe.answer(FunctionName, { name: 'world' })).toEqual({ hello: 'world' });
    const { Configuration } = await globe.lambda.send(new GetFunctionCommand({ FunctionName }));
    expect(Configuration).toMatchObject({ State: 'Active', Timeout: 3, MemorySize: 128, Version: '$LATEST' });
    await globe.lambda.send(new DeleteFunctionCommand({ FunctionName }));
    await expect(globe.lambda.send(new GetFunctionCommand({ FunctionName }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`,
    });
  });

  test('the log tail, the version and the error of an invocation are in its answer', async () => {
    const FunctionName = await globe.create(
      `exports.handler = async () => { console.log('hi'); throw new Error('no') }`,
    );
    const answer = await globe.lambda.send(new InvokeCommand({ FunctionName, LogType: 'Tail' }));
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled', ExecutedVersion: '$LATEST' });
    expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toMatchObject({
      errorType: 'Error',
      errorMessage: 'no',
    });
    expect(Buffer.from(answer.LogResult ?? '', 'base64').toString()).toMatch(/^START RequestId: .*\n.*\tINFO\thi\n/);
  });

  test('what a function logs is in CloudWatch Logs', async () => {
    const name = await globe.create(`exports.handler = async () => console.log('to the log')`);
    await globe.answer(name);
    const messages = await globe.logs(name);
    expect(messages.map((message) => message.split(/[\s:]/)[0])).toEqual([
      'INIT_START',
      'START',
      expect.stringMatching(/^\d{4}-/),
      'END',
      'REPORT',
    ]);
    expect(messages[2]).toMatch(/\tINFO\tto the log$/);
  });

  test('new code and new configuration are used by the next invocation', async () => {
    const FunctionName = await globe.create('exports.handler = async () => process.env.WHO || 1');
    expect(await globe.answer(FunctionName)).toBe(1);
    const ZipFile = zipOfTexts({ 'index.js': 'exports.handler = async () => process.env.WHO || 2' });
    await globe.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    expect(await globe.answer(FunctionName)).toBe(2);
    const Environment = { Variables: { WHO: 'me' } };
    await globe.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment }));
    expect(await globe.answer(FunctionName)).toBe('me');
  });

  test.each([
    ['an existing name', { FunctionName: 'taken' }, 'ResourceConflictException', 'Function already exist: taken'],
    [
      'a role that is not there',
      { Role: 'arn:aws:iam::000000000000:role/none' },
      'InvalidParameterValueException',
      'The role defined for the function cannot be assumed by Lambda.',
    ],
    [
      'a zip file that is none',
      { Code: { ZipFile: new Uint8Array([1, 2]) } },
      'InvalidParameterValueException',
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    ],
    ['no code', { Code: {} }, 'InvalidParameterValueException', 'Please provide a source for function code.'],
    [
      'a reserved variable',
      { Environment: { Variables: { AWS_REGION: 'x' } } },
      'InvalidParameterValueException',
      /reserved keys .*: AWS_REGION$/,
    ],
    [
      'a runtime without an engine here',
      { Runtime: 'ruby3.4' },
      'InvalidParameterValueException',
      /does not support the runtime ruby3.4/,
    ],
    [
      'a container image',
      { PackageType: 'Image' },
      'InvalidParameterValueException',
      /does not support PackageType Image/,
    ],
  ] as const)('%s is refused', async (_what, more, name, message) => {
    await globe.create('exports.handler = async () => 1', { FunctionName: 'taken' }).catch(() => {});
    const ZipFile = zipOfTexts({ 'index.js': '' });
    const base = {
      FunctionName: 'new',
      Role: roleArn,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile },
    } as const;
    await expect(
      globe.lambda.send(new CreateFunctionCommand({ ...base, ...more } as typeof base)),
    ).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });
});
