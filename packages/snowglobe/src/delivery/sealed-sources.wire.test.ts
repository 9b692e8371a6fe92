import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateStreamCommand,
  KinesisClient,
  PutRecordCommand,
  StartStreamEncryptionCommand,
} from '@aws-sdk/client-kinesis';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateEventSourceMappingCommand, GetEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allowing, createQueue, type LambdaGlobe, startLambda } from '../services/lambda/testing/lambda-test-globe.ts';

const reading = ['logs:*', 'sqs:*', 'kinesis:*', 'dynamodb:*'];
const echo =
  'exports.handler = async (event) => { for (const r of event.Records) console.log("got", r.eventSource); };';

describe('a mapping of a source under a key of KMS', () => {
  let globe: LambdaGlobe;
  let keyArn: string;
  let uuid: string;
  let name: string;

  beforeEach(async () => {
    globe = await startLambda({ clock: 'held' }, reading);
    const { KeyMetadata } = await globe.client(KMSClient).send(new CreateKeyCommand({}));
    keyArn = KeyMetadata?.Arn ?? '';
  });

  afterEach(() => globe.stop());

  const map = async (EventSourceArn: string, more: object = {}) => {
    name = await globe.create(echo);
    const made = await globe.lambda.send(
      new CreateEventSourceMappingCommand({ EventSourceArn, FunctionName: name, ...more }),
    );
    uuid = made.UUID ?? '';
    await globe.settle();
  };
  const result = async () => {
    await globe.settle();
    return (await globe.lambda.send(new GetEventSourceMappingCommand({ UUID: uuid }))).LastProcessingResult;
  };
  const letRoleDecrypt = async () => {
    const PolicyDocument = allowing(...reading, 'kms:Decrypt');
    const policy = { RoleName: 'function-role', PolicyName: 'all', PolicyDocument };
    await globe.client(IAMClient).send(new PutRolePolicyCommand(policy));
    await globe.advance(10 * 60_000);
  };
  const refused = () =>
    `PROBLEM: User: arn:aws:sts::000000000000:assumed-role/function-role/${name} is not authorized to perform: kms:Decrypt on resource: ${keyArn} because no identity-based policy allows the kms:Decrypt action`;
  const got = async (source: string) =>
    (await globe.logs(name)).filter((line) => line.includes(`got ${source}`)).length;

  it('takes messages of a queue once the function’s role may decrypt them', async () => {
    const { url, arn } = await createQueue(globe, 'q', { KmsMasterKeyId: keyArn });
    await map(arn);
    await globe.client(SQSClient).send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
    await globe.settle();
    const { Attributes } = await globe
      .client(SQSClient)
      .send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '0',
    });
    await letRoleDecrypt();
    expect(await got('aws:sqs')).toBe(1);
  });

  it('takes records of a stream once the function’s role may decrypt them', async () => {
    const kinesis = globe.client(KinesisClient);
    const StreamName = 's';
    await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    await globe.settle();
    await kinesis.send(new StartStreamEncryptionCommand({ StreamName, EncryptionType: 'KMS', KeyId: keyArn }));
    await map('arn:aws:kinesis:us-east-1:000000000000:stream/s', { StartingPosition: 'LATEST' });
    await kinesis.send(new PutRecordCommand({ StreamName, Data: Buffer.from('x'), PartitionKey: 'p' }));
    expect(await result()).toBe(refused());
    await letRoleDecrypt();
    expect(await got('aws:kinesis')).toBe(1);
  });

  it('takes changes of a table once the function’s role may decrypt them', async () => {
    const dynamodb = globe.client(DynamoDBClient);
    const TableName = 'things';
    const { TableDescription } = await dynamodb.send(
      new CreateTableCommand({
        TableName,
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
        SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: keyArn },
      }),
    );
    await map(TableDescription?.LatestStreamArn ?? '', { StartingPosition: 'LATEST' });
    await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: '1' } } }));
    expect(await result()).toBe(refused());
    await letRoleDecrypt();
    expect(await got('aws:dynamodb')).toBe(1);
  });
});
