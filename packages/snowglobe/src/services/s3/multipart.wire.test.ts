import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const mebibyte = 1024 * 1024;
const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest();

describe('multipart uploads', () => {
  let globe: TestGlobe;
  let s3: S3Client;

  beforeEach(async () => {
    globe = await startTestGlobe();
    s3 = globe.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket: 'snow' }));
  });

  afterEach(() => globe.stop());

  const at = { Bucket: 'snow', Key: 'k' };
  const begin = async (more = {}) =>
    (await s3.send(new CreateMultipartUploadCommand({ ...at, ...more }))).UploadId ?? '';
  const send = async (UploadId: string, PartNumber: number, Body: Uint8Array | string, more = {}) => {
    const part = await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body, ...more }));
    return { PartNumber, ETag: part.ETag, ChecksumSHA256: part.ChecksumSHA256 };
  };
  const complete = (UploadId: string, Parts: object[], more = {}) =>
    s3.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts }, ...more }));

  it('make one object of their parts, with an ETag of ETags', async () => {
    const first = Buffer.alloc(5 * mebibyte, 'a');
    const uploadId = await begin({ ContentType: 'text/x', Metadata: { a: 'b' } });
    const parts = [await send(uploadId, 1, first), await send(uploadId, 7, 'tail')];
    const whole = await complete(uploadId, parts);
    const etag = createHash('md5')
      .update(Buffer.concat([md5(first), md5(Buffer.from('tail'))]))
      .digest('hex');
    expect(whole).toMatchObject({ ETag: `"${etag}-2"`, Bucket: 'snow', Key: 'k' });
    const object = await s3.send(new GetObjectCommand({ ...at, Range: `bytes=${5 * mebibyte - 1}-` }));
    expect(await object.Body?.transformToString()).toBe('atail');
    expect(object).toMatchObject({ ContentType: 'text/x', Metadata: { a: 'b' } });
    const part = await s3.send(new GetObjectCommand({ ...at, PartNumber: 2 }));
    expect(part).toMatchObject({
      PartsCount: 2,
      ContentRange: `bytes ${5 * mebibyte}-${5 * mebibyte + 3}/${5 * mebibyte + 4}`,
    });
    expect(await part.Body?.transformToString()).toBe('tail');
    await expect(complete(uploadId, parts)).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  it('are made by lib-storage', async () => {
    const body = Buffer.alloc(12 * mebibyte, 'snow');
    await new Upload({ client: s3, params: { ...at, Body: body } }).done();
    const object = await s3.send(new GetObjectCommand({ ...at, ChecksumMode: 'ENABLED' }));
    expect(Buffer.compare(Buffer.from((await object.Body?.transformToByteArray()) ?? []), body)).toBe(0);
  });

  it('refuse parts that are unknown, out of order or too small', async () => {
    const uploadId = await begin();
    const one = await send(uploadId, 1, 'small');
    const two = await send(uploadId, 2, 'small');
    await expect(complete(uploadId, [{ ...one, ETag: '"x"' }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete(uploadId, [two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete(uploadId, [one, two])).rejects.toMatchObject({
      name: 'EntityTooSmall',
      ProposedSize: '5',
      MinSizeAllowed: '5242880',
    });
    await expect(complete(uploadId, [])).rejects.toMatchObject({ name: 'MalformedXML' });
    await expect(send(uploadId, 10_001, 'x')).rejects.toMatchObject({ name: 'InvalidArgument' });
    await complete(uploadId, [two]);
  });

  it('keep checksums of checksums, part by part', async () => {
    const uploadId = await begin({ ChecksumAlgorithm: 'SHA256' });
    const body = Buffer.alloc(5 * mebibyte, 'a');
    const parts = [
      await send(uploadId, 1, body, { ChecksumAlgorithm: 'SHA256' }),
      await send(uploadId, 2, 'tail', { ChecksumAlgorithm: 'SHA256' }),
    ];
    await expect(
      complete(
        uploadId,
        parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag })),
      ),
    ).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
    const whole = await complete(uploadId, parts);
    const digests = Buffer.concat(parts.map(({ ChecksumSHA256 }) => Buffer.from(ChecksumSHA256 ?? '', 'base64')));
    const expected = `${createHash('sha256').update(digests).digest('base64')}-2`;
    expect(whole).toMatchObject({ ChecksumSHA256: expected, ChecksumType: 'COMPOSITE' });
    const first = await s3.send(new HeadObjectCommand({ ...at, PartNumber: 1, ChecksumMode: 'ENABLED' }));
    expect(first).toMatchObject({ ChecksumSHA256: parts[0]?.ChecksumSHA256, ContentLength: 5 * mebibyte });
    const attributes = await s3.send(
      new GetObjectAttributesCommand({ ...at, ObjectAttributes: ['Checksum', 'ObjectParts', 'ObjectSize', 'ETag'] }),
    );
    expect(attributes.ObjectParts?.Parts).toEqual([
      { PartNumber: 1, Size: 5 * mebibyte, ChecksumSHA256: parts[0]?.ChecksumSHA256 },
      { PartNumber: 2, Size: 4, ChecksumSHA256: parts[1]?.ChecksumSHA256 },
    ]);
    expect(attributes).toMatchObject({ ObjectSize: 5 * mebibyte + 4, Checksum: { ChecksumSHA256: expected } });
  });

  it('without a named checksum get the CRC64NVME of the whole', async () => {
    const uploadId = await begin();
    await complete(uploadId, [await send(uploadId, 1, 'snow')]);
    const inOne = await s3.send(
      new PutObjectCommand({ ...at, Key: 'other', Body: 'snow', ChecksumAlgorithm: 'CRC64NVME' }),
    );
    const head = await s3.send(new HeadObjectCommand({ ...at, ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({ ChecksumCRC64NVME: inOne.ChecksumCRC64NVME, ChecksumType: 'FULL_OBJECT' });
  });

  it('are listed with their parts until they end', async () => {
    const uploadId = await begin();
    await s3.send(new CreateMultipartUploadCommand({ ...at, Key: 'dir/other' }));
    await send(uploadId, 1, 'one');
    await send(uploadId, 2, 'two');
    const parts = await s3.send(new ListPartsCommand({ ...at, UploadId: uploadId, MaxParts: 1 }));
    expect(parts).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '1', Parts: [{ PartNumber: 1, Size: 3 }] });
    const uploads = await s3.send(new ListMultipartUploadsCommand({ Bucket: 'snow', Delimiter: '/' }));
    expect(uploads.Uploads?.map(({ Key }) => Key)).toEqual(['k']);
    expect(uploads.CommonPrefixes).toEqual([{ Prefix: 'dir/' }]);
    await s3.send(new AbortMultipartUploadCommand({ ...at, UploadId: uploadId }));
    await expect(send(uploadId, 3, 'x')).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  it('take parts from other objects', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'snow', Key: 'source/ü', Body: '0123456789' }));
    const uploadId = await begin();
    const part = { ...at, UploadId: uploadId, PartNumber: 1, CopySource: encodeURI('snow/source/ü') };
    const copied = await s3.send(new UploadPartCopyCommand({ ...part, CopySourceRange: 'bytes=2-4' }));
    await complete(uploadId, [{ PartNumber: 1, ETag: copied.CopyPartResult?.ETag }]);
    expect(await (await s3.send(new GetObjectCommand(at))).Body?.transformToString()).toBe('234');
    await expect(
      s3.send(new UploadPartCopyCommand({ ...part, UploadId: await begin(), CopySourceRange: 'bytes=2-10' })),
    ).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});
