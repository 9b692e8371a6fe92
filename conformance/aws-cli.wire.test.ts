import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AwsError } from '../packages/snowglobe/src/contract/aws-error.ts';
import { bytesOf } from './normal-form.ts';
import type { RecordingGlobe } from './recording-globe.ts';
import { startRecordingGlobe } from './recording-globe.ts';

const run = promisify(execFile);
const aws = '/usr/bin/aws';

/** Debian's AWS CLI 2.9 of January 2023, which speaks aws-query to SQS and CloudWatch. */
describe.skipIf(!existsSync(aws))('the AWS CLI 2.9', () => {
  let globe: RecordingGlobe;
  let folder: string;
  beforeAll(async () => {
    globe = await startRecordingGlobe({ strictSignatures: true });
    folder = mkdtempSync(join(tmpdir(), 'snowglobe-cli-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await globe.close();
  });

  /** What the command got, and the input of the operation as it arrived. */
  async function cli(output: unknown, ...words: (string | readonly string[])[]) {
    const args = words.flat();
    let seen: { operation: string; input: Record<string, unknown> } | undefined;
    globe.handler = async (_service, operation, input) => {
      const body = input.Body === undefined ? {} : { Body: (await bytesOf(input.Body)).length };
      seen ??= { operation, input: { ...input, ...body } };
      if (output instanceof Error) throw output;
      return typeof output === 'function' ? (output as (operation: string) => object)(operation) : (output as object);
    };
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_MAX_ATTEMPTS: '1',
    };
    const result = await run(aws, ['--endpoint-url', globe.endpoint, '--output', 'json', ...args], { env }).catch(
      (error: { stderr: string }) => ({ stdout: '', stderr: error.stderr }),
    );
    expect(globe.faults).toEqual([]);
    return { ...seen, stdout: result.stdout, stderr: result.stderr };
  }

  it('sends a message with attributes, and reads the answer', async () => {
    const got = await cli(
      { MessageId: 'id-1', MD5OfMessageBody: '7', SequenceNumber: '5' },
      [
        'sqs',
        'send-message',
        '--queue-url',
        `${globe.endpoint}/000000000000/q`,
        '--message-body',
        'a & b = <c> ü',
        '--delay-seconds',
        '3',
      ],
      [
        '--message-attributes',
        '{"n":{"DataType":"Number","StringValue":"1"},"b":{"DataType":"Binary","BinaryValue":"AAEC"}}',
      ],
    );
    expect(got.input).toMatchObject({
      MessageBody: 'a & b = <c> ü',
      DelaySeconds: 3,
      MessageAttributes: {
        n: { DataType: 'Number', StringValue: '1' },
        b: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 1, 2]) },
      },
    });
    expect(JSON.parse(got.stdout)).toEqual({ MessageId: 'id-1', MD5OfMessageBody: '7', SequenceNumber: '5' });
  });

  it('creates a queue with attributes and tags', async () => {
    const got = await cli({ QueueUrl: 'http://q' }, [
      'sqs',
      'create-queue',
      '--queue-name',
      'q',
      '--attributes',
      'VisibilityTimeout=5,DelaySeconds=1',
      '--tags',
      'a=b,c=d',
    ]);
    expect(got.input).toEqual({
      QueueName: 'q',
      Attributes: { VisibilityTimeout: '5', DelaySeconds: '1' },
      tags: { a: 'b', c: 'd' },
    });
  });

  it('receives messages', async () => {
    const message = { MessageId: 'm', ReceiptHandle: 'r', Body: '<x> & "y"', Attributes: { SentTimestamp: '1' } };
    const got = await cli({ Messages: [message] }, [
      'sqs',
      'receive-message',
      '--queue-url',
      `${globe.endpoint}/000000000000/q`,
      '--attribute-names',
      'All',
      '--max-number-of-messages',
      '5',
    ]);
    expect(got.input).toMatchObject({ AttributeNames: ['All'], MaxNumberOfMessages: 5 });
    expect(JSON.parse(got.stdout)).toEqual({ Messages: [message] });
  });

  it('is told errors by their former code', async () => {
    const got = await cli(
      new AwsError('QueueDoesNotExist', 'The specified queue does not exist.'),
      'sqs',
      'get-queue-url',
      '--queue-name',
      'q',
    );
    expect(got.stderr).toContain('(AWS.SimpleQueueService.NonExistentQueue)');
    expect(got.stderr).toContain('The specified queue does not exist.');
  });

  it('puts metrics, creates roles, publishes and asks who it is', async () => {
    const metrics = await cli({}, [
      'cloudwatch',
      'put-metric-data',
      '--namespace',
      'N',
      '--metric-data',
      'MetricName=m,Dimensions=[{Name=a,Value=b}],Value=1.5,Timestamp=2026-01-02T03:04:05Z',
    ]);
    expect(metrics.input).toEqual({
      Namespace: 'N',
      MetricData: [
        {
          MetricName: 'm',
          Dimensions: [{ Name: 'a', Value: 'b' }],
          Value: 1.5,
          Timestamp: new Date('2026-01-02T03:04:05Z'),
        },
      ],
    });
    const role = { Path: '/', RoleName: 'r', RoleId: 'i', Arn: 'a', CreateDate: new Date('2026-01-02T03:04:05Z') };
    const iam = await cli(
      { Role: role },
      'iam',
      'create-role',
      '--role-name',
      'r',
      '--assume-role-policy-document',
      '{"a":1}',
      '--tags',
      'Key=k,Value=v',
    );
    expect(iam.input).toEqual({ RoleName: 'r', AssumeRolePolicyDocument: '{"a":1}', Tags: [{ Key: 'k', Value: 'v' }] });
    expect(JSON.parse(iam.stdout)).toEqual({ Role: { ...role, CreateDate: '2026-01-02T03:04:05+00:00' } });
    const sts = await cli({ Account: '000000000000', Arn: 'a', UserId: 'u' }, 'sts', 'get-caller-identity');
    expect(JSON.parse(sts.stdout)).toEqual({ UserId: 'u', Account: '000000000000', Arn: 'a' });
  });

  it('uploads, downloads and presigns', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, Buffer.alloc(100_000, 'x'));
    const put = await cli({ ETag: '"e"' }, 's3', 'cp', file, 's3://bucket/a b/ü+.txt');
    expect(put).toMatchObject({
      operation: 'PutObject',
      input: { Bucket: 'bucket', Key: 'a b/ü+.txt', Body: 100_000, ContentLength: 100_000 },
    });
    const object = { ContentLength: 5, ETag: '"e"', LastModified: new Date(0) };
    const get = await cli(
      (operation: string) => (operation === 'GetObject' ? { ...object, Body: Buffer.from('hello') } : object),
      's3',
      'cp',
      's3://bucket/k',
      file,
    );
    expect(get).toMatchObject({ operation: 'HeadObject', stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe('hello');
    const presigned = await cli({}, 's3', 'presign', 's3://bucket/k');
    globe.handler = () => ({ Body: Buffer.from('signed'), ContentLength: 6 });
    expect(await (await fetch(presigned.stdout.trim())).text()).toBe('signed');
    const tampered = await fetch(presigned.stdout.trim().replace('/k', '/other'));
    expect([tampered.status, await tampered.text()]).toEqual([
      403,
      expect.stringContaining('<Code>SignatureDoesNotMatch</Code>'),
    ]);
  });
});
