import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordingGlobe } from './recording-globe.ts';
import { startRecordingGlobe } from './recording-globe.ts';
import { sendBytes, signed } from './unsent-by-clients.ts';

let globe: RecordingGlobe;
beforeAll(async () => {
  globe = await startRecordingGlobe({ validates: true });
});
afterAll(() => globe.close());

async function dynamodb(target: string, body: string | Uint8Array, headers: Record<string, string> = {}) {
  const response = await fetch(globe.endpoint, {
    method: 'POST',
    headers: signed('dynamodb', { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, ...headers }),
    body,
  });
  const text = await response.text();
  return {
    status: response.status,
    type: String((JSON.parse(text) as { __type?: string }).__type)
      .split('#')
      .at(-1),
    text,
  };
}

async function s3(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  globe.handler = async (_service, _operation, input) => {
    for await (const _chunk of (input.Body ?? []) as AsyncIterable<Uint8Array>);
    return {};
  };
  const response = await fetch(`${globe.endpoint}${path}`, {
    method,
    headers: signed('s3', headers),
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, code: /<Code>(\w+)<\/Code>/.exec(text)?.[1], text };
}

describe('JSON that is none or does not fit', () => {
  const putItem = 'DynamoDB_20120810.PutItem';
  it.each([
    ['no JSON', '{'],
    ['an array', '[]'],
    ['a number for a string', '{"TableName":5,"Item":{}}'],
    ['a string for a structure', '{"TableName":"abc","Item":"x"}'],
    ['a map for a list', '{"TableName":"abc","Item":{"a":{"SS":{}}}}'],
    ['no base64', '{"TableName":"abc","Item":{"a":{"B":"***"}}}'],
    ['nothing but depth', `{"TableName":"abc","Item":{"a":${'{"L":['.repeat(20_000)}${']}'.repeat(20_000)}}}`],
    ['bytes that are no UTF-8', Uint8Array.of(0xff, 0xfe, 0x7b)],
  ])('is a SerializationException: %s', async (_name, body) => {
    expect(await dynamodb(putItem, body)).toMatchObject({ status: 400, type: 'SerializationException' });
  });

  it("is a ValidationException in AWS's words when a member is missing", async () => {
    const answer = await dynamodb(putItem, '{"Item":{}}');
    expect(answer).toMatchObject({ status: 400, type: 'ValidationException' });
    expect(answer.text).toContain(
      "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
    );
  });

  it('drops members that the model does not have, and nulls', async () => {
    let seen: unknown;
    globe.handler = (_service, _operation, input) => {
      seen = input;
      return {};
    };
    await dynamodb(putItem, '{"TableName":"abc","Item":{},"ReturnValues":null,"Unheard":1,"__proto__":{"x":1}}');
    expect(seen).toEqual({ TableName: 'abc', Item: {} });
  });
});

describe('operations that do not exist', () => {
  it.each([
    [
      'aws-json',
      '/',
      { 'x-amz-target': 'DynamoDB_20120810.Nope' },
      'dynamodb',
      undefined,
      400,
      'UnknownOperationException',
    ],
    [
      'an unknown target',
      '/',
      { 'x-amz-target': 'Nobody.Nope' },
      'dynamodb',
      undefined,
      400,
      'UnknownOperationException',
    ],
    [
      'aws-query',
      '/',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'iam',
      'Action=Nope&Version=2010-05-08',
      400,
      'InvalidAction',
    ],
    ['rest-json', '/2015-03-31/nothing', {}, 'lambda', '{}', 404, 'UnknownOperationException'],
    ['rest-xml', '/bucket/key?nothing', {}, 's3', 'x', 405, 'MethodNotAllowed'],
    [
      'cbor',
      '/service/AmazonSQS/operation/Nope',
      { 'smithy-protocol': 'rpc-v2-cbor' },
      'sqs',
      'x',
      400,
      'UnknownOperationException',
    ],
  ] as const)('are named so over %s', async (...[, path, headers, service, body, status, code]) => {
    const response = await fetch(`${globe.endpoint}${path}`, {
      method: 'POST',
      headers: signed(service, headers as unknown as Record<string, string>),
      body: body ?? '{}',
    });
    const text = `${response.headers.get('x-amzn-errortype')} ${await response.text()}`;
    expect(response.status).toBe(status);
    expect(text).toContain(code);
  });
});

describe('authentication', () => {
  it('is asked for in the words of each family', async () => {
    const headers = { 'x-amz-target': 'DynamoDB_20120810.ListTables', 'content-type': 'application/x-amz-json-1.0' };
    const json = await fetch(globe.endpoint, { method: 'POST', headers, body: '{}' });
    expect([json.status, await json.text()]).toEqual([
      400,
      expect.stringContaining('MissingAuthenticationTokenException'),
    ]);
    const query = await fetch(`${globe.endpoint}/?Action=ListUsers&Version=2010-05-08`);
    expect([query.status, await query.text()]).toEqual([
      403,
      expect.stringContaining('<Code>MissingAuthenticationToken</Code>'),
    ]);
    const incomplete = await fetch(globe.endpoint, {
      method: 'POST',
      headers: { ...headers, authorization: 'AWS4-HMAC-SHA256 Credential=a' },
      body: '{}',
    });
    expect([incomplete.status, await incomplete.text()]).toEqual([
      400,
      expect.stringContaining('IncompleteSignatureException'),
    ]);
  });
});

describe('bodies of REST operations', () => {
  it.each([
    ['<CreateBucketConfiguration>', 'an open element'],
    ['<a><b></a></b>', 'crossed elements'],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'a document type'],
    ['<a>&nope;</a>', 'an unknown entity'],
    ['no XML', 'text'],
    [`${'<a>'.repeat(1000)}`, 'depth'],
  ])('%# are MalformedXML: %s', async (body) => {
    expect(await s3('PUT', '/bucket', {}, body)).toMatchObject({ status: 400, code: 'MalformedXML' });
  });

  it('are refused when their chunks are broken', async () => {
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '3',
    };
    expect(await s3('PUT', '/bucket/key', headers, '3\r\nab')).toMatchObject({ status: 400, code: 'IncompleteBody' });
    expect(await s3('PUT', '/bucket/key', headers, 'zz\r\nab')).toMatchObject({ status: 400, code: 'InvalidRequest' });
  });

  it('are refused when path or query are no URL encoding', async () => {
    expect(await s3('GET', '/bucket/%zz')).toMatchObject({ status: 400, code: 'InvalidURI' });
  });
});

describe('size', () => {
  it('of a body is limited', async () => {
    const answer = await dynamodb('DynamoDB_20120810.PutItem', Buffer.alloc(17 * 1024 * 1024, 32));
    expect(answer).toMatchObject({ status: 413, type: 'RequestEntityTooLargeException' });
  });

  it('of a header is limited', async () => {
    expect(await sendBytes(globe.port, `GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'a'.repeat(100_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
  });

  it('of a gzipped body is limited as it is unpacked', async () => {
    const { gzipSync } = await import('node:zlib');
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024));
    expect(await dynamodb('DynamoDB_20120810.PutItem', bomb, { 'content-encoding': 'gzip' })).toMatchObject({
      status: 413,
    });
    expect(await dynamodb('DynamoDB_20120810.PutItem', 'no gzip', { 'content-encoding': 'gzip' })).toMatchObject({
      type: 'SerializationException',
    });
  });
});

describe('a fault of ours', () => {
  it('is answered 500 and reported, and the next request is answered', async () => {
    globe.handler = () => {
      throw new TypeError('a mistake of ours');
    };
    expect(await dynamodb('DynamoDB_20120810.ListTables', '{}')).toMatchObject({
      status: 500,
      type: 'InternalFailure',
    });
    globe.handler = () => ({ TableNames: [5] });
    expect((await dynamodb('DynamoDB_20120810.ListTables', '{}')).status).toBe(500);
    expect(globe.faults.map(({ error }) => (error as Error).message)).toEqual([
      'a mistake of ours',
      expect.stringContaining('where the model says string'),
    ]);
    globe.handler = () => ({});
    expect((await dynamodb('DynamoDB_20120810.ListTables', '{}')).status).toBe(200);
    (globe.faults as unknown[]).length = 0;
  });
});
