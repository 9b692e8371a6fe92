import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const Bucket = 'snow';
const FunctionName = 'listener';

/** Writes what it is told into the bucket, under `heard/`. */
const code = `
const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');
exports.handler = async ({ Records: [record] }) => {
  const { bucket, object } = record.s3;
  const Key = 'heard/' + decodeURIComponent(object.key.replaceAll('+', ' '));
  await new S3Client({}).send(new PutObjectCommand({ Bucket: bucket.name, Key, Body: record.eventName }));
};`;

describe('notifications to a function', () => {
  let globe: TestGlobe;
  let s3: S3Client;
  let lambda: LambdaClient;
  let roleArn: string | undefined;

  beforeEach(async () => {
    globe = await startTestGlobe();
    s3 = globe.client(S3Client);
    lambda = globe.client(LambdaClient);
    await s3.send(new CreateBucketCommand({ Bucket }));
    const trust = {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    const role = { RoleName: 'listener', AssumeRolePolicyDocument: JSON.stringify(trust) };
    roleArn = (await globe.client(IAMClient).send(new CreateRoleCommand(role))).Role?.Arn;
    const Statement = {
      Effect: 'Allow',
      Principal: { AWS: roleArn },
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    };
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Statement }) }));
  });

  afterEach(() => globe.stop());

  const createFunction = async () => {
    const { FunctionArn } = await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: roleArn,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Code: { ZipFile: zipSync({ 'index.js': strToU8(code) }) },
      }),
    );
    return FunctionArn;
  };
  const notify = (LambdaFunctionArn: string | undefined) =>
    s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          LambdaFunctionConfigurations: [
            {
              LambdaFunctionArn,
              Events: ['s3:ObjectCreated:*'],
              Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'told/' }] } },
            },
          ],
        },
      }),
    );

  it('invoke it once it lets S3 in', async () => {
    const arn = await createFunction();
    await expect(notify(arn)).rejects.toMatchObject({
      message: 'Unable to validate the following destination configurations',
    });
    await lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: 's3',
        Action: 'lambda:InvokeFunction',
        Principal: 's3.amazonaws.com',
        SourceArn: `arn:aws:s3:::${Bucket}`,
      }),
    );
    await notify(arn);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'told/a b', Body: 'x' }));
    await globe.settle();
    const heard = await s3.send(new GetObjectCommand({ Bucket, Key: 'heard/told/a b' }));
    expect(await heard.Body?.transformToString()).toBe('ObjectCreated:Put');
  });
});
