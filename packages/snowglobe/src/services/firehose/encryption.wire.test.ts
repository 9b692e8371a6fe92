import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateDeliveryStreamCommand,
  DeleteDeliveryStreamCommand,
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  type KeyType,
  PutRecordBatchCommand,
  PutRecordCommand,
  StartDeliveryStreamEncryptionCommand,
  StopDeliveryStreamEncryptionCommand,
} from '@aws-sdk/client-firehose';
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateKeyCommand,
  type CreateKeyCommandInput,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  ListGrantsCommand,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bucketArn, type FirehoseGlobe, roleArn, startFirehose, text } from './firehose-test-globe.ts';

let globe: FirehoseGlobe;
let kms: KMSClient;

beforeEach(async () => {
  globe = await startFirehose({});
  kms = globe.client(KMSClient);
});

afterEach(() => globe.stop());

const Record = { Data: new TextEncoder().encode('secret') };
const DeliveryStreamName = 'events';

async function createKey(input: CreateKeyCommandInput = {}): Promise<string> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand(input));
  return KeyMetadata?.Arn ?? '';
}

function encryptedBy(KeyARN?: string) {
  const KeyType: KeyType = KeyARN === undefined ? 'AWS_OWNED_CMK' : 'CUSTOMER_MANAGED_CMK';
  return { DeliveryStreamEncryptionConfigurationInput: { KeyType, ...(KeyARN !== undefined && { KeyARN }) } };
}

const create = (KeyARN?: string, client = globe.firehose) =>
  client.send(
    new CreateDeliveryStreamCommand({
      DeliveryStreamName,
      ...encryptedBy(KeyARN),
      ExtendedS3DestinationConfiguration: { BucketARN: bucketArn, RoleARN: roleArn },
    }),
  );

const put = (client = globe.firehose) => client.send(new PutRecordCommand({ DeliveryStreamName, Record }));

async function description() {
  const answer = await globe.firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName }));
  return answer.DeliveryStreamDescription;
}

const encryption = async () => (await description())?.DeliveryStreamEncryptionConfiguration;

const start = (KeyARN?: string) =>
  globe.firehose.send(new StartDeliveryStreamEncryptionCommand({ DeliveryStreamName, ...encryptedBy(KeyARN) }));

/** A client of a new user who may do these actions. */
async function user(UserName: string, ...Action: readonly string[]): Promise<FirehoseClient> {
  const iam = globe.client(IAMClient);
  await iam.send(new CreateUserCommand({ UserName }));
  const Statement = [{ Effect: 'Allow', Action, Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const credentials = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
  return globe.client(FirehoseClient, { credentials });
}

it('starts and stops with a key that AWS owns', async () => {
  await globe.create(DeliveryStreamName);
  expect(await encryption()).toEqual({ Status: 'DISABLED' });
  expect(await put()).toMatchObject({ Encrypted: false });
  await globe.firehose.send(new StartDeliveryStreamEncryptionCommand({ DeliveryStreamName }));
  expect(await encryption()).toEqual({ KeyType: 'AWS_OWNED_CMK', Status: 'ENABLED' });
  const batch = new PutRecordBatchCommand({ DeliveryStreamName, Records: [Record] });
  expect(await globe.firehose.send(batch)).toMatchObject({ Encrypted: true });
  await globe.firehose.send(new StopDeliveryStreamEncryptionCommand({ DeliveryStreamName }));
  expect(await encryption()).toEqual({ Status: 'DISABLED' });
});

it("uses a customer's key by a grant, which ends with the stream", async () => {
  const KeyARN = await createKey();
  await create(KeyARN);
  expect(await encryption()).toEqual({ KeyARN, KeyType: 'CUSTOMER_MANAGED_CMK', Status: 'ENABLED' });
  const grants = async (KeyId: string) => (await kms.send(new ListGrantsCommand({ KeyId }))).Grants;
  expect(await grants(KeyARN)).toMatchObject([{ GranteePrincipal: 'firehose.amazonaws.com' }]);
  expect(await put()).toMatchObject({ Encrypted: true });
  await globe.pass(300);
  expect(text(await globe.body((await globe.keys())[0]))).toBe('secret');
  const other = await createKey();
  await start(other);
  expect(await grants(KeyARN)).toEqual([]);
  await globe.firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName }));
  expect(await grants(other)).toEqual([]);
});

it('is no stream for records when its key cannot be granted', async () => {
  const mayOnlyCreate = await user('creator', 'firehose:*', 'iam:PassRole');
  await create(await createKey(), mayOnlyCreate);
  expect(await description()).toMatchObject({
    DeliveryStreamStatus: 'CREATING_FAILED',
    FailureDescription: { Type: 'KMS_ACCESS_DENIED', Details: expect.stringContaining('kms:CreateGrant') },
  });
  await expect(put()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await globe.firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName }));
});

it('keeps its key when another one cannot be used', async () => {
  const KeyARN = await createKey();
  await create(KeyARN);
  const disabled = await createKey();
  await kms.send(new DisableKeyCommand({ KeyId: disabled }));
  const cases = [
    [disabled, 'DISABLED_KMS_KEY'],
    ['arn:aws:kms:us-east-1:000000000000:key/00000000-0000-0000-0000-000000000000', 'KMS_KEY_NOT_FOUND'],
    [await createKey({ KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' }), 'INVALID_KMS_KEY'],
  ] as const;
  for (const [other, Type] of cases) {
    await start(other);
    expect(await encryption()).toMatchObject({ KeyARN, Status: 'ENABLING_FAILED', FailureDescription: { Type } });
  }
  expect(await put()).toMatchObject({ Encrypted: true });
});

it('takes records only from those who may use the key', async () => {
  await create(await createKey());
  const refused = { name: 'InvalidKMSResourceException', code: 'AccessDeniedException' };
  await expect(put(await user('a', 'firehose:PutRecord'))).rejects.toMatchObject(refused);
  await expect(put(await user('b', 'firehose:PutRecord', 'kms:GenerateDataKey'))).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining('kms:Decrypt'),
  });
  await put(await user('c', 'firehose:PutRecord', 'kms:GenerateDataKey', 'kms:Decrypt'));
});

it('takes and delivers nothing while the key is disabled', async () => {
  const KeyId = await createKey();
  await create(KeyId);
  await put();
  await kms.send(new DisableKeyCommand({ KeyId }));
  await expect(put()).rejects.toMatchObject({ name: 'InvalidKMSResourceException', code: 'DisabledException' });
  await globe.pass(300);
  expect(await globe.keys()).toEqual([]);
  await kms.send(new EnableKeyCommand({ KeyId }));
  await globe.pass(60);
  expect(await globe.keys()).toHaveLength(1);
});

it('may change 25 times a day, and not with a Kinesis stream as source', async () => {
  await globe.create(DeliveryStreamName);
  for (let count = 0; count < 25; count += 1) await start();
  await expect(start()).rejects.toMatchObject({ name: 'LimitExceededException' });
  await globe.pass(24 * 60 * 60);
  await start();
  const fromKinesis = new CreateDeliveryStreamCommand({
    DeliveryStreamName: 'other',
    DeliveryStreamType: 'KinesisStreamAsSource',
    ...encryptedBy(),
    ExtendedS3DestinationConfiguration: { BucketARN: bucketArn, RoleARN: roleArn },
  });
  await expect(globe.firehose.send(fromKinesis)).rejects.toMatchObject({
    message: expect.stringContaining('DirectPut'),
  });
});

it('is set by a template, whose stack fails with it', async () => {
  const stacks = globe.client(CloudFormationClient);
  const statusWith = async (StackName: string, KeyARN: string) => {
    const Properties = {
      ...encryptedBy(KeyARN),
      DeliveryStreamName: StackName,
      ExtendedS3DestinationConfiguration: { BucketARN: bucketArn, RoleARN: roleArn },
    };
    const TemplateBody = JSON.stringify({
      Resources: { S: { Type: 'AWS::KinesisFirehose::DeliveryStream', Properties } },
    });
    await stacks.send(new CreateStackCommand({ StackName, TemplateBody }));
    await globe.settle();
    return (await stacks.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0]?.StackStatus;
  };
  const KeyId = await createKey();
  expect(await statusWith('works', KeyId)).toBe('CREATE_COMPLETE');
  await kms.send(new DisableKeyCommand({ KeyId }));
  expect(await statusWith('fails', KeyId)).toBe('ROLLBACK_COMPLETE');
});
