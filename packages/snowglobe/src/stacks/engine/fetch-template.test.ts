import { expect, it } from 'vitest';
import { parseS3Url } from './fetch-template.ts';

it.each([
  ['https://s3.us-east-1.amazonaws.com/bucket/a/b.json', 'bucket', 'a/b.json'],
  ['https://s3.amazonaws.com/bucket/a%20b.json', 'bucket', 'a b.json'],
  ['https://bucket.s3.eu-west-1.amazonaws.com/b.json?versionId=1', 'bucket', 'b.json'],
  ['https://my.bucket.s3-eu-west-1.amazonaws.com/b.json', 'my.bucket', 'b.json'],
  ['http://127.0.0.1:4566/bucket/b.json', 'bucket', 'b.json'],
  ['s3://bucket/b.json', 'bucket', 'b.json'],
])('%s names a bucket and a key', (url, bucket, key) => {
  expect(parseS3Url(url)).toEqual({ bucket, key });
});

it.each(['b.json', 'https://s3.amazonaws.com/', 'https://s3.amazonaws.com/bucket/', 'ftp://host/bucket/key'])(
  '%s names none',
  (url) => {
    expect(parseS3Url(url)).toBeUndefined();
  },
);
