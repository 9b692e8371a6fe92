import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  type CreateFunctionUrlConfigRequest,
  InvokeWithResponseStreamCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LambdaGlobe, startLambda } from './testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
beforeAll(async () => {
  globe = await startLambda();
});
afterAll(() => globe.stop());

async function url(code: string, more: Partial<CreateFunctionUrlConfigRequest> = {}): Promise<string> {
  const FunctionName = await globe.create(code);
  const open = { FunctionName, StatementId: 'open', Action: 'lambda:InvokeFunctionUrl', Principal: '*' };
  await globe.lambda.send(new AddPermissionCommand({ ...open, FunctionUrlAuthType: 'NONE' }));
  const made = await globe.lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE', ...more }));
  return made.FunctionUrl ?? '';
}

const streaming = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { 'content-type': 'text/plain', 'x-a': 'b' } });
  for (const n of [1, 2, 3]) { stream.write('part ' + n + ';'); await new Promise(wake => setTimeout(wake, 2)); }
  stream.end();
})`;

describe('function URLs', () => {
  test('a request becomes an event of format 2.0', async () => {
    const address = await url('exports.handler = async event => event');
    const answer = await fetch(`${address}a/b%20c?x=1&x=2&y=`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'k=v; l=w' },
      body: '{"n":1}',
    });
    expect(await answer.json()).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/a/b%20c',
      rawQueryString: 'x=1&x=2&y=',
      cookies: ['k=v', 'l=w'],
      queryStringParameters: { x: '1,2', y: '' },
      requestContext: { http: { method: 'POST', path: '/a/b%20c' }, stage: '$default' },
      body: '{"n":1}',
      isBase64Encoded: false,
    });
  });

  test('binary bodies are base64 in both directions', async () => {
    const address = await url(
      'exports.handler = async e => ({ statusCode: 200, body: e.body, isBase64Encoded: true })',
    );
    const bytes = new Uint8Array([0, 1, 255]);
    const answer = await fetch(address, { method: 'PUT', body: bytes, headers: { 'content-type': 'image/png' } });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
  });

  test('status, headers and cookies are those of the answer', async () => {
    const address = await url(
      `exports.handler = async () => ({ statusCode: 418, headers: { 'X-A': 1 }, cookies: ['a=1', 'b=2'], body: 'tea' })`,
    );
    const answer = await fetch(address);
    expect([answer.status, answer.headers.get('x-a'), answer.headers.getSetCookie()]).toEqual([
      418,
      '1',
      ['a=1', 'b=2'],
    ]);
    expect(await answer.text()).toBe('tea');
  });

  test('a function that fails is a bad gateway', async () => {
    const answer = await fetch(await url(`exports.handler = async () => { throw new Error('secret') }`));
    expect([answer.status, await answer.text()]).toEqual([502, 'Internal Server Error']);
  });

  test('a streamed answer has the status and headers of its prelude', async () => {
    const answer = await fetch(await url(streaming, { InvokeMode: 'RESPONSE_STREAM' }));
    expect([answer.status, answer.headers.get('x-a'), await answer.text()]).toEqual([
      201,
      'b',
      'part 1;part 2;part 3;',
    ]);
  });

  test('without the permission for everybody a URL is forbidden', async () => {
    const FunctionName = await globe.create('exports.handler = async () => 1');
    const made = await globe.lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' }));
    expect((await fetch(made.FunctionUrl ?? '')).status).toBe(403);
  });

  test('CORS is answered for the function', async () => {
    const address = await url('exports.handler = async () => 1', {
      Cors: { AllowOrigins: ['https://a.example'], AllowMethods: ['GET'] },
    });
    const headers = { origin: 'https://a.example', 'access-control-request-method': 'GET' };
    const preflight = await fetch(address, { method: 'OPTIONS', headers });
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET');
    const answer = await fetch(address, { headers: { origin: 'https://a.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://a.example');
  });

  test('signed URLs are refused by name', async () => {
    const FunctionName = await globe.create('exports.handler = async () => 1');
    const create = new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'AWS_IAM' });
    await expect(globe.lambda.send(create)).rejects.toThrow(/AuthType AWS_IAM/);
  });
});

describe('InvokeWithResponseStream', () => {
  async function read(FunctionName: string) {
    const { EventStream } = await globe.lambda.send(
      new InvokeWithResponseStreamCommand({ FunctionName, LogType: 'Tail' }),
    );
    let text = '';
    let complete: { ErrorCode?: string | undefined; LogResult?: string | undefined } = {};
    for await (const event of EventStream ?? []) {
      text += Buffer.from(event.PayloadChunk?.Payload ?? []).toString();
      complete = event.InvokeComplete ?? complete;
    }
    return { text, complete };
  }

  test('gives what a streaming function writes', async () => {
    const code = `exports.handler = awslambda.streamifyResponse(async (event, stream) => { stream.write('a'); stream.write('b'); stream.end(); })`;
    const { text, complete } = await read(await globe.create(code));
    expect(text).toBe('ab');
    expect(Buffer.from(complete.LogResult ?? '', 'base64').toString()).toContain('END RequestId');
  });

  test('gives the answer of any other function in one piece', async () => {
    expect((await read(await globe.create('exports.handler = async () => ({ a: 1 })'))).text).toBe('{"a":1}');
  });

  test('tells of a failure at the end', async () => {
    expect((await read(await globe.create('exports.handler = async () => { throw 1 }'))).complete.ErrorCode).toBe(
      'Unhandled',
    );
  });
});
