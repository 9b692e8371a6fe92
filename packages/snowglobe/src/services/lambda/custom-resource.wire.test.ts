import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateBucketCommand,
  ListObjectsV2Command,
  PutBucketTaggingCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { startLambda } from './testing/lambda-test-globe.ts';

const cdk = dirname(createRequire(import.meta.url).resolve('aws-cdk-lib/package.json'));
const handlers = join(cdk, 'custom-resource-handlers', 'dist');

test("the CDK's own provider function empties a bucket when its stack is deleted", async () => {
  const globe = await startLambda();
  try {
    const code = readFileSync(join(handlers, 'aws-s3', 'auto-delete-objects-handler', 'index.js'), 'utf8');
    const name = await globe.create(code, { Runtime: 'nodejs24.x', Timeout: 30 });
    const s3 = globe.client(S3Client);
    const Bucket = 'full';
    await s3.send(new CreateBucketCommand({ Bucket }));
    const TagSet = [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }];
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const ServiceToken = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
    const Empty = { Type: 'Custom::S3AutoDeleteObjects', Properties: { ServiceToken, BucketName: Bucket } };
    const stacks = globe.client(CloudFormationClient);
    const StackName = 'emptied';
    const TemplateBody = JSON.stringify({ Resources: { Empty } });
    await stacks.send(new CreateStackCommand({ StackName, TemplateBody }));
    await globe.settle();
    await stacks.send(new DeleteStackCommand({ StackName }));
    await globe.settle();
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  } finally {
    await globe.stop();
  }
});
