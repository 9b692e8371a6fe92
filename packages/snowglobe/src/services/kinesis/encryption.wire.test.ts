import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordCommand,
  PutRecordsCommand,
  RegisterStreamConsumerCommand,
  StartStreamEncryptionCommand,
  SubscribeToShardCommand,
} from '@aws-sdk/client-kinesis';
import { DisableKeyCommand } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';
import { type RoleAndKey, roleAndKey } from '../encryption-at-rest/testing/role-and-key.ts';

const StreamName = 's';
const minuteMs = 60_000;

describe('a stream under a key of KMS', () => {
  let globe: TestGlobe;
  let role: RoleAndKey;
  let kinesis: KinesisClient;
  let root: KinesisClient;

  beforeEach(async () => {
    globe = await startTestGlobe({ clock: 'held' });
    role = await roleAndKey(globe, 'kinesis');
    root = globe.client(KinesisClient);
    kinesis = globe.client(KinesisClient, role.asRole);
    await root.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    await globe.settle();
    await globe.advance(minuteMs);
  });

  afterEach(() => globe.stop());

  const encrypt = (client: KinesisClient) =>
    client.send(new StartStreamEncryptionCommand({ StreamName, EncryptionType: 'KMS', KeyId: role.keyArn }));
  const record = { Data: Buffer.from('x'), PartitionKey: 'p' };
  const put = (client: KinesisClient) => client.send(new PutRecordCommand({ StreamName, ...record }));
  const read = async (client: KinesisClient) => {
    const place = { StreamName, ShardId: 'shardId-000000000000', ShardIteratorType: 'TRIM_HORIZON' as const };
    const { ShardIterator } = await client.send(new GetShardIteratorCommand(place));
    return (await client.send(new GetRecordsCommand({ ShardIterator }))).Records?.map((row) => row.EncryptionType);
  };

  it('takes records from one who has kms:GenerateDataKey, and gives them to one who has kms:Decrypt', async () => {
    const denied = (action: string) => ({ name: 'KMSAccessDeniedException', message: role.refusal(action) });
    await expect(encrypt(kinesis)).rejects.toMatchObject(denied('kms:GenerateDataKey'));
    await put(kinesis);
    await encrypt(root);
    await expect(put(kinesis)).rejects.toMatchObject(denied('kms:GenerateDataKey'));
    await role.grant('kms:GenerateDataKey');
    expect((await put(kinesis)).EncryptionType).toBe('KMS');
    await kinesis.send(new PutRecordsCommand({ StreamName, Records: [record] }));
    await expect(read(kinesis)).rejects.toMatchObject(denied('kms:Decrypt'));
    await role.grant('kms:Decrypt');
    expect(await read(kinesis)).toEqual(['NONE', 'KMS', 'KMS']);
  });

  it('ends the subscription of one who may not decrypt with an error event', async () => {
    await encrypt(root);
    await put(root);
    const StreamARN = 'arn:aws:kinesis:us-east-1:000000000000:stream/s';
    const { Consumer } = await root.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: 'c' }));
    await globe.settle();
    const { EventStream = [] } = await kinesis.send(
      new SubscribeToShardCommand({
        ConsumerARN: Consumer?.ConsumerARN,
        ShardId: 'shardId-000000000000',
        StartingPosition: { Type: 'TRIM_HORIZON' },
      }),
    );
    const events = async () => {
      for await (const _event of EventStream) return;
    };
    await expect(events()).rejects.toMatchObject({
      name: 'KMSAccessDeniedException',
      message: role.refusal('kms:Decrypt'),
    });
  });

  it('asks KMS again after five minutes, and says what is wrong with the key', async () => {
    await encrypt(root);
    await put(root);
    await role.kms.send(new DisableKeyCommand({ KeyId: role.keyArn }));
    await put(root);
    await globe.advance(5 * minuteMs);
    const disabled = { name: 'KMSDisabledException', message: `${role.keyArn} is disabled.` };
    await expect(put(root)).rejects.toMatchObject(disabled);
    await expect(read(root)).rejects.toMatchObject(disabled);
  });
});
