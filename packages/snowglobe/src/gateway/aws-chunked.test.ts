import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../contract/aws-error.ts';
import type { ChunkSigner } from './aws-chunked.ts';
import { chunkSigner, decodeAwsChunked } from './aws-chunked.ts';
import { signingKey } from './sigv4.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decode(
  body: Buffer | string,
  headers: Record<string, string>,
  pieces = 1000,
  signer?: ChunkSigner,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of decodeAwsChunked(inPieces(Buffer.from(body), pieces), headers, signer)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof AwsError ? error.code : String(error)),
  );
}

const seed = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  date: '20130524',
  region: 'us-east-1',
  service: 's3',
  signedHeaders: '',
  timestamp: '20130524T000000Z',
};
const key = signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', seed);

function signedBody(chunks: readonly (readonly [string, number])[], trailer = ''): Buffer {
  const parts = chunks.map(
    ([signature, size]) =>
      `${size.toString(16)};chunk-signature=${signature}\r\n${'a'.repeat(size)}${size > 0 ? '\r\n' : ''}`,
  );
  return Buffer.from(`${parts.join('')}${trailer}\r\n`);
}

describe('chunk signatures', () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
  const signature = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9';
  const body = signedBody([
    ['ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648', 65_536],
    ['0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497', 1024],
    ['b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9', 0],
  ]);
  const headers = {
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'x-amz-decoded-content-length': '66560',
  };

  it.each([1, 7, 4096, 100_000])("verify on AWS's example, %i bytes at a time", async (pieces) => {
    const decoded = await decode(body, headers, pieces, chunkSigner(key, { ...seed, signature }));
    expect(decoded.toString()).toBe('a'.repeat(66_560));
  });

  it('refuse a changed byte', async () => {
    const changed = Buffer.from(body);
    changed[5000] = 98;
    expect(await codeOf(decode(changed, headers, 4096, chunkSigner(key, { ...seed, signature })))).toBe(
      'SignatureDoesNotMatch',
    );
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
  it('verify with a signed trailer', async () => {
    const trailed = signedBody(
      [
        ['b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2', 65_536],
        ['1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7', 1024],
        ['2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992', 0],
      ],
      'x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n',
    );
    const trailing = {
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '66560',
      'x-amz-trailer': 'x-amz-checksum-crc32c',
    };
    const signer = chunkSigner(key, {
      ...seed,
      signature: '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
    });
    expect((await decode(trailed, trailing, 5000, signer)).length).toBe(66_560);
  });
});

describe('checksum trailers', () => {
  const hello = 'hello world';
  it.each([
    ['crc32', 'DUoRhQ=='],
    ['crc32c', 'yZRlqg=='],
    ['crc64nvme', 'jSnVw/bqjr4='],
    ['sha1', 'Kq5sNclPz7QV2+lfQIuc6R7oRu0='],
    ['sha256', 'uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek='],
  ])('of %s are compared with the body', async (name, sum) => {
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-trailer': `x-amz-checksum-${name}`,
    };
    const body = (value: string) => `b\r\n${hello}\r\n0\r\nx-amz-checksum-${name}:${value}\r\n\r\n`;
    expect((await decode(body(sum), headers)).toString()).toBe(hello);
    expect(await codeOf(decode(body(`A${sum.slice(1)}`), headers))).toBe('BadDigest');
    expect(await codeOf(decode(`b\r\n${hello}\r\n0\r\n\r\n`, headers))).toBe('MalformedTrailerError');
  });
});

describe('any split of any chunks', () => {
  it('gives the same body', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        async (chunks, pieces) => {
          const framed = chunks.map((chunk) =>
            Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]),
          );
          const body = Buffer.concat([...framed, Buffer.from('0\r\n\r\n')]);
          const decoded = await decode(body, { 'content-encoding': 'aws-chunked' }, pieces);
          expect(decoded.equals(Buffer.concat(chunks))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('broken framing', () => {
  const headers = { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': '3' };
  it.each([
    ['no size', 'zz\r\nabc\r\n0\r\n\r\n', 'InvalidRequest'],
    ['a chunk longer than it says', '2\r\nabc\r\n0\r\n\r\n', 'InvalidRequest'],
    ['an end too early', '3\r\nab', 'IncompleteBody'],
    ['no last chunk', '3\r\nabc\r\n', 'IncompleteBody'],
    ['another length than declared', '2\r\nab\r\n0\r\n\r\n', 'IncompleteBody'],
    ['a head without end', 'a'.repeat(10_000), 'InvalidRequest'],
  ])('is refused: %s', async (_name, body, code) => {
    expect(await codeOf(decode(body, headers))).toBe(code);
  });
});
