import {
  CreateDeliveryStreamCommand,
  type ExtendedS3DestinationConfiguration,
  FirehoseClient,
  type Processor,
  type ProcessorParameterName,
  type ProcessorType,
  PutRecordBatchCommand,
} from '@aws-sdk/client-firehose';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { zipOfTexts } from '../../execution/code-folders.ts';
import type { SnowglobeOptions } from '../../snowglobe.ts';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

export const startAt = Date.UTC(2026, 0, 2, 3, 4, 5);
export const roleArn = 'arn:aws:iam::000000000000:role/delivery';
export const bucketArn = 'arn:aws:s3:::lake';

/** A globe with a held clock, a bucket and a role that may do everything, and short words for what the tests do most. */
export interface FirehoseGlobe extends TestGlobe {
  readonly firehose: FirehoseClient;
  create(name: string, destination?: Partial<ExtendedS3DestinationConfiguration>): Promise<void>;
  put(name: string, ...records: readonly string[]): Promise<void>;
  /** Moves the clock and lets everything due happen. */
  pass(seconds: number): Promise<void>;
  keys(): Promise<readonly string[]>;
  body(key: string | undefined): Promise<Uint8Array>;
}

async function createRole(iam: IAMClient): Promise<void> {
  const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const trust = {
    Effect: 'Allow',
    Principal: { Service: 'firehose.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': '000000000000' } },
  };
  await iam.send(new CreateRoleCommand({ RoleName: 'delivery', AssumeRolePolicyDocument: policy(trust) }));
  const PolicyDocument = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'delivery', PolicyName: 'all', PolicyDocument }));
}

/** Give `{}` for a globe that starts at the machine's time, as signatures of users need it. */
export async function startFirehose(options: SnowglobeOptions = { startAt }): Promise<FirehoseGlobe> {
  const globe = await startTestGlobe({ clock: 'held', ...options });
  const firehose = globe.client(FirehoseClient);
  const s3 = globe.client(S3Client);
  await createRole(globe.client(IAMClient));
  await s3.send(new CreateBucketCommand({ Bucket: 'lake' }));
  return {
    ...globe,
    firehose,
    async create(DeliveryStreamName, destination = {}) {
      const ExtendedS3DestinationConfiguration = { BucketARN: bucketArn, RoleARN: roleArn, ...destination };
      await firehose.send(new CreateDeliveryStreamCommand({ DeliveryStreamName, ExtendedS3DestinationConfiguration }));
    },
    async put(DeliveryStreamName, ...records) {
      const Records = records.map((record) => ({ Data: new TextEncoder().encode(record) }));
      await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName, Records }));
    },
    async pass(seconds) {
      await globe.advance(seconds * 1000);
      await globe.settle();
    },
    async keys() {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'lake' }));
      return Contents.map(({ Key = '' }) => Key);
    },
    async body(Key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'lake', Key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
  };
}

/** A processor with its parameters by name. */
export const processor = (
  Type: ProcessorType,
  parameters: Partial<Record<ProcessorParameterName, string>>,
): Processor => ({
  Type,
  Parameters: Object.entries(parameters).map(([ParameterName, ParameterValue]) => ({
    ParameterName: ParameterName as ProcessorParameterName,
    ParameterValue,
  })),
});

/** Makes the function `transform` with a body that sees `event`. Returns its ARN. */
export async function createFunction(globe: TestGlobe, body: string): Promise<string> {
  const Statement = [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await globe.client(IAMClient).send(new CreateRoleCommand({ RoleName: 'function', AssumeRolePolicyDocument }));
  const ZipFile = zipOfTexts({ 'index.js': `exports.handler = async (event) => { ${body} };` });
  const Role = 'arn:aws:iam::000000000000:role/function';
  const how = { Role, Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile } } as const;
  const lambda = globe.client(LambdaClient);
  const { FunctionArn } = await lambda.send(new CreateFunctionCommand({ FunctionName: 'transform', ...how }));
  return FunctionArn ?? '';
}

export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
