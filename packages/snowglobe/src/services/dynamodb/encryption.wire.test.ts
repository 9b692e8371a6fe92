import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { DisableKeyCommand, ListGrantsCommand } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';
import { type RoleAndKey, roleAndKey } from '../encryption-at-rest/testing/role-and-key.ts';

const TableName = 'tasks';

describe('a table under a key of KMS', () => {
  let globe: TestGlobe;
  let role: RoleAndKey;
  let dynamodb: DynamoDBClient;
  let root: DynamoDBClient;

  beforeEach(async () => {
    globe = await startTestGlobe({ clock: 'held' });
    role = await roleAndKey(globe, 'dynamodb');
    root = globe.client(DynamoDBClient);
    dynamodb = globe.client(DynamoDBClient, role.asRole);
  });

  afterEach(() => globe.stop());

  const create = (client: DynamoDBClient, KMSMasterKeyId: string | undefined) =>
    client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        SSESpecification: { Enabled: true, SSEType: 'KMS', ...(KMSMasterKeyId !== undefined && { KMSMasterKeyId }) },
      }),
    );
  const Key = { id: { S: '1' } };
  const get = (client: DynamoDBClient) => client.send(new GetItemCommand({ TableName, Key }));
  const put = (client: DynamoDBClient) => client.send(new PutItemCommand({ TableName, Item: Key }));
  const denied = (action: string) => ({ name: 'AccessDeniedException', message: role.refusal(action) });

  it('is made by one who may use the key and let DynamoDB use it', async () => {
    await expect(create(dynamodb, role.keyArn)).rejects.toMatchObject(denied('kms:DescribeKey'));
    await role.grant('kms:DescribeKey');
    await expect(create(dynamodb, role.keyArn)).rejects.toMatchObject(denied('kms:CreateGrant'));
    await role.grant('kms:DescribeKey', 'kms:CreateGrant', 'kms:GenerateDataKey');
    await create(dynamodb, role.keyArn);
    const { Table } = await root.send(new DescribeTableCommand({ TableName }));
    expect(Table?.SSEDescription).toMatchObject({ SSEType: 'KMS', KMSMasterKeyArn: role.keyArn });
    const { Grants } = await role.kms.send(new ListGrantsCommand({ KeyId: role.keyArn }));
    expect(Grants).toMatchObject([
      {
        GranteePrincipal: 'dynamodb.us-east-1.amazonaws.com',
        Constraints: { EncryptionContextSubset: { 'aws:dynamodb:tableName': TableName } },
      },
    ]);
  });

  it('is read and written by those who have kms:Decrypt, asked every five minutes', async () => {
    await create(root, role.keyArn);
    await put(root);
    await expect(get(dynamodb)).rejects.toMatchObject(denied('kms:Decrypt'));
    await expect(put(dynamodb)).rejects.toMatchObject(denied('kms:Decrypt'));
    const TransactItems = [{ Delete: { TableName, Key } }];
    await expect(dynamodb.send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toMatchObject(
      denied('kms:Decrypt'),
    );
    await role.grant('kms:Decrypt');
    expect((await get(dynamodb)).Item).toEqual(Key);
    await role.grant();
    expect((await get(dynamodb)).Item).toEqual(Key);
    await globe.advance(5 * 60_000);
    await expect(get(dynamodb)).rejects.toMatchObject(denied('kms:Decrypt'));
  });

  it('has a stream that is read by those who have kms:Decrypt', async () => {
    await create(root, role.keyArn);
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' as const };
    const { TableDescription } = await root.send(new UpdateTableCommand({ TableName, StreamSpecification }));
    const StreamArn = TableDescription?.LatestStreamArn;
    await put(root);
    const streams = globe.client(DynamoDBStreamsClient, role.asRole);
    const read = async () => {
      const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
      const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
      const place = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
      const { ShardIterator } = await streams.send(new GetShardIteratorCommand(place));
      return (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records?.length;
    };
    await expect(read()).rejects.toMatchObject(denied('kms:Decrypt'));
    await role.grant('kms:Decrypt');
    expect(await read()).toBe(1);
  });

  it('cannot be used while its key is disabled', async () => {
    await create(root, role.keyArn);
    await role.kms.send(new DisableKeyCommand({ KeyId: role.keyArn }));
    await expect(get(root)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(`${role.keyArn} is disabled.`) as string,
    });
  });

  it('under the managed key serves the whole account', async () => {
    await create(dynamodb, undefined);
    await put(dynamodb);
    expect((await get(dynamodb)).Item).toEqual(Key);
  });
});
