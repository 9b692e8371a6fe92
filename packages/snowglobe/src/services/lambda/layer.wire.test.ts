import {
  DeleteLayerVersionCommand,
  GetFunctionCommand,
  GetLayerVersionByArnCommand,
  GetLayerVersionCommand,
  ListLayersCommand,
  ListLayerVersionsCommand,
  PublishLayerVersionCommand,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipOfTexts } from '../../execution/code-folders.ts';
import { type LambdaGlobe, startLambda } from './testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
beforeAll(async () => {
  globe = await startLambda();
});
afterAll(() => globe.stop());

test('a function uses the packages of its layers, also after the layer version is deleted', async () => {
  const ZipFile = zipOfTexts({ 'nodejs/node_modules/greet/index.js': `module.exports = name => 'hello ' + name` });
  const publish = new PublishLayerVersionCommand({ LayerName: 'greetings', Content: { ZipFile } });
  const { LayerVersionArn = '', Version } = await globe.lambda.send(publish);
  expect(LayerVersionArn).toBe('arn:aws:lambda:us-east-1:000000000000:layer:greetings:1');
  const name = await globe.create(`exports.handler = async () => require('greet')('you')`, {
    Layers: [LayerVersionArn],
  });
  await globe.lambda.send(new DeleteLayerVersionCommand({ LayerName: 'greetings', VersionNumber: Version }));
  expect(await globe.answer(name)).toBe('hello you');
});

test('layer versions are numbered for ever, described and listed', async () => {
  const publish = () =>
    globe.lambda.send(
      new PublishLayerVersionCommand({ LayerName: 'numbers', Content: { ZipFile: zipOfTexts({ a: 'b' }) } }),
    );
  await publish();
  await publish();
  await globe.lambda.send(new DeleteLayerVersionCommand({ LayerName: 'numbers', VersionNumber: 2 }));
  expect((await publish()).Version).toBe(3);
  const { LayerVersions } = await globe.lambda.send(new ListLayerVersionsCommand({ LayerName: 'numbers' }));
  expect(LayerVersions?.map((version) => version.Version)).toEqual([3, 1]);
  const { Layers } = await globe.lambda.send(new ListLayersCommand({}));
  expect(Layers?.find((layer) => layer.LayerName === 'numbers')).toMatchObject({
    LatestMatchingVersion: { Version: 3 },
  });
  const one = await globe.lambda.send(new GetLayerVersionCommand({ LayerName: 'numbers', VersionNumber: 1 }));
  const same = await globe.lambda.send(new GetLayerVersionByArnCommand({ Arn: one.LayerVersionArn }));
  expect(same).toMatchObject({ Version: 1, Content: one.Content });
});

test('code comes from a bucket, and can be downloaded again', async () => {
  const s3 = globe.client(S3Client);
  const Body = zipOfTexts({ 'index.js': `exports.handler = async () => 'from s3'` });
  await s3.send(new CreateBucketCommand({ Bucket: 'code' }));
  await s3.send(new PutObjectCommand({ Bucket: 'code', Key: 'f.zip', Body }));
  const name = await globe.create('', { Code: { S3Bucket: 'code', S3Key: 'f.zip' } });
  expect(await globe.answer(name)).toBe('from s3');
  const { Code } = await globe.lambda.send(new GetFunctionCommand({ FunctionName: name }));
  const zip = new Uint8Array(await (await fetch(Code?.Location ?? '')).arrayBuffer());
  expect(Object.keys(unzipSync(zip))).toEqual(['index.js']);
});

test('code that is not in the bucket is refused with the error of S3', async () => {
  await globe.client(S3Client).send(new CreateBucketCommand({ Bucket: 'empty' }));
  await expect(globe.create('', { Code: { S3Bucket: 'empty', S3Key: 'none' } })).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: expect.stringMatching(/^Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: /),
  });
});
