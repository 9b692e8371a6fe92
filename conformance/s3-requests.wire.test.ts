import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Identification } from '../packages/snowglobe/src/access/access-control.ts';
import { AwsError } from '../packages/snowglobe/src/contract/aws-error.ts';
import type { Call } from '../packages/snowglobe/src/contract/operation.ts';
import { bytesOf } from './normal-form.ts';
import type { RecordingGlobe } from './recording-globe.ts';
import { startRecordingGlobe } from './recording-globe.ts';
import { localAgent } from './sdk-clients.ts';

let globe: RecordingGlobe;
let identification: Identification;
const root = { kind: 'root', account: '111122223333' } as const;

beforeEach(async () => {
  identification = { principal: root };
  globe = await startRecordingGlobe({
    access: {
      principalFor: () => identification,
    },
  });
});
afterEach(() => globe.close());

function config(options: object = {}) {
  return {
    endpoint: globe.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' },
    maxAttempts: 1,
    ...options,
  };
}

function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no error',
    (error: { name: string; message: string; $metadata: { httpStatusCode?: number } }) => [
      error.name,
      error.message,
      error.$metadata?.httpStatusCode,
    ],
  );
}

/** What an operation is told of its being called. */
async function callOf(send: () => Promise<unknown>): Promise<Call> {
  let seen: Call | undefined;
  globe.handler = (_service, _operation, _input, call) => {
    seen = call;
    return {};
  };
  await send();
  if (seen === undefined) throw new Error('no operation was called');
  return seen;
}

describe('S3', () => {
  const body = (value: string) => ({ Body: Buffer.from(value), ContentLength: value.length });

  it('is reached by virtual host and by path', async () => {
    const seen: unknown[] = [];
    globe.handler = (_service, operation, input) => {
      seen.push([operation, input.Bucket, input.Key]);
      return body('x');
    };
    const endpoint = globe.endpoint.replace('127.0.0.1', 'localhost');
    const requestHandler = new NodeHttpHandler({ httpAgent: localAgent });
    for (const forcePathStyle of [false, true]) {
      const s3 = new S3Client(config({ endpoint, forcePathStyle, requestHandler }));
      await s3.send(new GetObjectCommand({ Bucket: 'my.bucket', Key: 'a//b/ü?' }));
    }
    expect(seen).toEqual([
      ['GetObject', 'my.bucket', 'a//b/ü?'],
      ['GetObject', 'my.bucket', 'a//b/ü?'],
    ]);
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'takes streamed bodies with a %s trailer',
    async (ChecksumAlgorithm) => {
      identification = { principal: root, secretAccessKey: 'secret' };
      let seen: Record<string, unknown> = {};
      globe.handler = async (_service, _operation, input) => {
        seen = { ...input, Body: Buffer.from(await bytesOf(input.Body)).toString() };
        return {};
      };
      const s3 = new S3Client(config({ forcePathStyle: true }));
      const { Readable } = await import('node:stream');
      const Body = Readable.from([Buffer.from('hello '), Buffer.from('world')]);
      await s3.send(
        new PutObjectCommand({
          Bucket: 'b',
          Key: 'k',
          Body,
          ContentLength: 11,
          ContentEncoding: 'x-own',
          ChecksumAlgorithm,
        }),
      );
      expect(seen).toMatchObject({ Body: 'hello world', ContentLength: 11, ContentEncoding: 'x-own' });
    },
  );

  it('answers ranges with 206, and errors to HEAD without a body but with their status', async () => {
    globe.handler = () => ({ ...body('ell'), ContentRange: 'bytes 1-3/5' });
    const s3 = new S3Client(config({ forcePathStyle: true }));
    const got = await s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k', Range: 'bytes=1-3' }));
    expect(got).toMatchObject({ ContentRange: 'bytes 1-3/5', $metadata: { httpStatusCode: 206 } });
    globe.handler = () => {
      throw new AwsError('NotModified', 'Not Modified', { status: 304, members: { ETag: '"e"' } });
    };
    expect(await failure(s3.send(new HeadObjectCommand({ Bucket: 'b', Key: 'k' })))).toMatchObject([{}, {}, 304]);
    const unmodified = await fetch(await getSignedUrl(s3, new GetObjectCommand({ Bucket: 'b', Key: 'k' })));
    expect([unmodified.status, unmodified.headers.get('etag')]).toEqual([304, '"e"']);
  });

  it('takes presigned URLs until their end', async () => {
    identification = { principal: root, secretAccessKey: 'secret' };
    globe.handler = () => body('signed');
    const s3 = new S3Client(config({ forcePathStyle: true }));
    const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: 'b', Key: 'k' }), { expiresIn: 60 });
    expect(await (await fetch(url)).text()).toBe('signed');
    globe.now = () => Date.now() + 61_000;
    const late = await fetch(url);
    expect([late.status, await late.text()]).toEqual([
      403,
      expect.stringContaining('<Message>Request has expired</Message>'),
    ]);
  });

  it('lets callers without a name through to its policies', async () => {
    const call = await callOf(() => fetch(`${globe.endpoint}/bucket/key`));
    expect(call.caller).toEqual({ kind: 'anonymous', account: '000000000000' });
  });
});

describe('an upload that is refused', () => {
  it('is told why, though its body was not read', async () => {
    globe.handler = async (_service, _operation, input) => {
      for await (const _chunk of input.Body as AsyncIterable<Uint8Array>)
        throw new AwsError('NoSuchBucket', 'none', { status: 404 });
    };
    const s3 = new S3Client(config({ forcePathStyle: true, requestHandler: { expectContinueTimeout: 0 } }));
    const put = () => s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: Buffer.alloc(8_000_000) }));
    expect(await failure(put())).toEqual(['NoSuchBucket', 'none', 404]);
    expect(await failure(put())).toEqual(['NoSuchBucket', 'none', 404]);
    globe.handler = () => {
      throw new AwsError('NoSuchBucket', 'none', { status: 404 });
    };
    expect(await failure(put())).toEqual(['NoSuchBucket', 'none', 404]);
  });
});

describe('answers', () => {
  it('tell the time of the globe', async () => {
    globe.now = () => Date.UTC(2020, 0, 2, 3, 4, 5, 678);
    const response = await fetch(`${globe.endpoint}/bucket`);
    expect(response.headers.get('date')).toBe('Thu, 02 Jan 2020 03:04:05 GMT');
  });

  it('carry metadata that is no ASCII as S3 does', async () => {
    globe.handler = () => ({ Metadata: { name: 'ü€' } });
    const response = await fetch(`${globe.endpoint}/bucket/key`, { method: 'HEAD' });
    expect(response.headers.get('x-amz-meta-name')).toBe('=?UTF-8?B?w7zigqw=?=');
  });
});
