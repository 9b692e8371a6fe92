import { createHash } from 'node:crypto';
import { Hash } from '@smithy/core/serde';
import { HttpRequest as SdkRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignedRequest } from './sigv4.ts';
import { canonicalForms, IncompleteSignature, isSignedWith, parseSignature } from './sigv4.ts';

const emptyHash = createHash('sha256').digest('hex');

function verifies(secret: string, request: SignedRequest, payloadHash: string): boolean {
  const signature = parseSignature(request);
  if (signature === undefined) return false;
  return isSignedWith(secret, signature, canonicalForms(signature, request, payloadHash));
}

const s3Secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const s3Credential = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';

function s3Request(
  method: string,
  url: string,
  signedHeaders: string,
  signature: string,
  headers: Record<string, string>,
): SignedRequest {
  const [path = '', query = ''] = url.split('?');
  return {
    method,
    path,
    query,
    headers: {
      host: 'examplebucket.s3.amazonaws.com',
      'x-amz-date': '20130524T000000Z',
      'x-amz-content-sha256': emptyHash,
      ...headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${s3Credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
    },
  };
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
describe("the examples of AWS's documentation", () => {
  it('verifies GET of an object with a range', () => {
    const request = s3Request(
      'GET',
      '/test.txt',
      'host;range;x-amz-content-sha256;x-amz-date',
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
      { range: 'bytes=0-9' },
    );
    expect(verifies(s3Secret, request, emptyHash)).toBe(true);
    expect(verifies(s3Secret, { ...request, headers: { ...request.headers, range: 'bytes=0-8' } }, emptyHash)).toBe(
      false,
    );
    expect(verifies(`${s3Secret}x`, request, emptyHash)).toBe(false);
  });

  it('verifies PUT of an object', () => {
    const hash = '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072';
    const request = s3Request(
      'PUT',
      '/test%24file.text',
      'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
      {
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        'x-amz-content-sha256': hash,
      },
    );
    expect(verifies(s3Secret, request, hash)).toBe(true);
  });

  it('verifies GET of a bucket with queries', () => {
    const signed = 'host;x-amz-content-sha256;x-amz-date';
    const lifecycle = 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543';
    const list = '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7';
    expect(verifies(s3Secret, s3Request('GET', '/?lifecycle', signed, lifecycle, {}), emptyHash)).toBe(true);
    expect(verifies(s3Secret, s3Request('GET', '/?prefix=J&max-keys=2', signed, list, {}), emptyHash)).toBe(true);
  });

  it('verifies a presigned GET', () => {
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(s3Credential)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`;
    const request = { method: 'GET', path: '/test.txt', query, headers: { host: 'examplebucket.s3.amazonaws.com' } };
    expect(verifies(s3Secret, request, 'UNSIGNED-PAYLOAD')).toBe(true);
    expect(verifies(s3Secret, { ...request, path: '/other.txt' }, 'UNSIGNED-PAYLOAD')).toBe(false);
    expect(parseSignature(request)?.expiresSeconds).toBe(86_400);
  });

  it('verifies an IAM request', () => {
    const request = {
      method: 'GET',
      path: '/',
      query: 'Action=ListUsers&Version=2010-05-08',
      headers: {
        host: 'iam.amazonaws.com',
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        'x-amz-date': '20150830T123600Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
      },
    };
    expect(verifies('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', request, emptyHash)).toBe(true);
  });
});

const secret = 'secret/Key+1';
const text = fc.string({ unit: fc.constantFrom(...'ab09 -_.~!*\'()+%/=&ü€😀:@$,;#?"'), maxLength: 8 });

/** SDKs encode these too when they put labels into paths. */
function encodeAsClientsDo(segment: string): string {
  return encodeURIComponent(segment).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

async function sign(
  service: string,
  path: string,
  query: Record<string, string | string[]>,
  presigned: boolean,
): Promise<SignedRequest> {
  const signer = new SignatureV4({
    service,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: secret, sessionToken: 'token/+=' },
    sha256: Hash.bind(null, 'sha256') as never,
    uriEscapePath: service !== 's3',
    applyChecksum: service === 's3',
  });
  const request = new SdkRequest({
    method: 'GET',
    hostname: 'example.com',
    path,
    query,
    headers: {
      host: 'example.com',
      'X-Custom': ' a   b ',
      ...(presigned && service === 's3' ? { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } : {}),
    },
  });
  const signed = presigned ? await signer.presign(request) : await signer.sign(request);
  const pairs = Object.entries(signed.query as Record<string, string | string[]>).flatMap(([name, value]) =>
    [value].flat().map((part) => `${encodeURIComponent(name)}=${encodeURIComponent(part)}`),
  );
  const headers = Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { method: 'GET', path: signed.path, query: pairs.join('&'), headers: Object.fromEntries(headers) };
}

describe("requests signed by the SDK's signer", () => {
  it('verify whatever stands in path and query, and not with another key', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('s3', 'lambda', 'sqs', 'execute-api'),
        fc.array(text, { maxLength: 4 }),
        fc.dictionary(
          text.filter((name) => name !== ''),
          fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
        ),
        fc.boolean(),
        async (service, segments, query, presigned) => {
          const path = `/${segments.map(encodeAsClientsDo).join('/')}`;
          const request = await sign(service, path, query, presigned);
          const hash = presigned && service === 's3' ? 'UNSIGNED-PAYLOAD' : emptyHash;
          expect(verifies(secret, request, hash)).toBe(true);
          expect(verifies('another', request, hash)).toBe(false);
          expect(parseSignature(request)).toMatchObject({ region: 'eu-west-1', service, sessionToken: 'token/+=' });
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what is no whole signature', () => {
  it.each([
    'AWS4-HMAC-SHA256',
    'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request',
    'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0',
    'AWS4-HMAC-SHA512 Credential=a/20200101/r/s/aws4_request, SignedHeaders=host, Signature=0',
  ])('is told so: %s', (authorization) => {
    const request = {
      method: 'GET',
      path: '/',
      query: '',
      headers: { authorization, 'x-amz-date': '20200101T000000Z' },
    };
    expect(() => parseSignature(request)).toThrow(IncompleteSignature);
  });

  it('is no signature when it is of another kind', () => {
    expect(
      parseSignature({ method: 'GET', path: '/', query: '', headers: { authorization: 'Bearer x' } }),
    ).toBeUndefined();
  });
});
