import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeyRotationsCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const startAt = Date.UTC(2026, 0, 1);
const dayMs = 24 * 60 * 60 * 1000;
let globe: TestGlobe;
let kms: KMSClient;

beforeEach(async () => {
  globe = await startTestGlobe({ clock: 'held', startAt });
  kms = globe.client(KMSClient);
});

afterEach(() => globe.stop());

async function key(client = kms): Promise<string> {
  const { KeyMetadata } = await client.send(
    new CreateKeyCommand({ Description: 'd', Tags: [{ TagKey: 'a', TagValue: '1' }] }),
  );
  return KeyMetadata?.Arn ?? '';
}

const Plaintext = new TextEncoder().encode('x');
const encrypt = (KeyId: string) => kms.send(new EncryptCommand({ KeyId, Plaintext }));

it('describes, lists and tags keys', async () => {
  const KeyId = await key();
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
  expect(KeyMetadata).toMatchObject({
    Arn: KeyId,
    CreationDate: new Date(startAt),
    Description: 'd',
    Enabled: true,
    KeyManager: 'CUSTOMER',
    KeyState: 'Enabled',
    KeyUsage: 'ENCRYPT_DECRYPT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
  });
  await key();
  const first = await kms.send(new ListKeysCommand({ Limit: 1 }));
  expect(first).toMatchObject({ Truncated: true });
  const second = await kms.send(new ListKeysCommand({ Limit: 1, Marker: first.NextMarker }));
  expect(second.Keys).toHaveLength(1);
  expect(second.Truncated).toBe(false);
  await kms.send(new TagResourceCommand({ KeyId, Tags: [{ TagKey: 'b', TagValue: '2' }] }));
  await kms.send(new UntagResourceCommand({ KeyId, TagKeys: ['a'] }));
  expect((await kms.send(new ListResourceTagsCommand({ KeyId }))).Tags).toEqual([{ TagKey: 'b', TagValue: '2' }]);
  const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId }));
  expect(Policy).toContain('Enable IAM User Permissions');
});

it('finds a key by alias, which can be moved and deleted', async () => {
  const [one, other] = [await key(), await key()];
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/a', TargetKeyId: one }));
  await expect(kms.send(new CreateAliasCommand({ AliasName: 'alias/a', TargetKeyId: one }))).rejects.toMatchObject({
    name: 'AlreadyExistsException',
    message: 'An alias with the name arn:aws:kms:us-east-1:000000000000:alias/a already exists',
  });
  expect((await encrypt('alias/a')).KeyId).toBe(one);
  await kms.send(new UpdateAliasCommand({ AliasName: 'alias/a', TargetKeyId: other }));
  expect((await encrypt('arn:aws:kms:us-east-1:000000000000:alias/a')).KeyId).toBe(other);
  const { Aliases } = await kms.send(new ListAliasesCommand({ KeyId: other }));
  expect(Aliases).toMatchObject([{ AliasName: 'alias/a' }]);
  await kms.send(new DeleteAliasCommand({ AliasName: 'alias/a' }));
  await expect(encrypt('alias/a')).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Alias arn:aws:kms:us-east-1:000000000000:alias/a is not found.',
  });
});

it('makes a managed key when its alias is first used', async () => {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/sqs' }));
  expect(KeyMetadata).toMatchObject({ KeyManager: 'AWS' });
  await expect(kms.send(new DisableKeyCommand({ KeyId: KeyMetadata?.KeyId }))).rejects.toThrow(
    'no resource-based policy allows',
  );
  await expect(kms.send(new CreateAliasCommand({ AliasName: 'alias/aws/x', TargetKeyId: 'k' }))).rejects.toThrow(
    'reserved by AWS',
  );
});

it('does not work while disabled', async () => {
  const KeyId = await key();
  await kms.send(new DisableKeyCommand({ KeyId }));
  await expect(encrypt(KeyId)).rejects.toMatchObject({ name: 'DisabledException', message: `${KeyId} is disabled.` });
  await kms.send(new EnableKeyCommand({ KeyId }));
  await encrypt(KeyId);
});

it('is deleted with its aliases when the window is over, unless that is cancelled', async () => {
  const KeyId = await key();
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/a', TargetKeyId: KeyId }));
  const schedule = () => kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  expect(await schedule()).toMatchObject({ KeyState: 'PendingDeletion', DeletionDate: new Date(startAt + 7 * dayMs) });
  await expect(encrypt(KeyId)).rejects.toMatchObject({
    name: 'KMSInvalidStateException',
    message: `${KeyId} is pending deletion.`,
  });
  await kms.send(new CancelKeyDeletionCommand({ KeyId }));
  await globe.advance(8 * dayMs);
  expect((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState).toBe('Disabled');
  await schedule();
  await globe.advance(7 * dayMs);
  await globe.settle();
  await expect(kms.send(new DescribeKeyCommand({ KeyId }))).rejects.toMatchObject({
    name: 'NotFoundException',
    message: `Key '${KeyId}' does not exist`,
  });
  expect((await kms.send(new ListAliasesCommand({}))).Aliases).toEqual([]);
});

it('rotates by the clock and on demand, and still decrypts what is older', async () => {
  const KeyId = await key();
  const { CiphertextBlob } = await encrypt(KeyId);
  await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
  await globe.advance(91 * dayMs);
  await kms.send(new RotateKeyOnDemandCommand({ KeyId }));
  const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
  expect(status).toMatchObject({ KeyRotationEnabled: true, NextRotationDate: new Date(startAt + 180 * dayMs) });
  const { Rotations } = await kms.send(new ListKeyRotationsCommand({ KeyId }));
  expect(Rotations?.map((each) => each.RotationType)).toEqual(['AUTOMATIC', 'ON_DEMAND']);
  expect((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toEqual(Plaintext);
});

it('keeps keys and what they wait for over a restart', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'snowglobe-kms-'));
  try {
    const first = await startTestGlobe({ dataFolder, clock: 'held', startAt });
    const before = first.client(KMSClient);
    const [kept, doomed] = [await key(before), await key(before)];
    const { CiphertextBlob } = await before.send(new EncryptCommand({ KeyId: kept, Plaintext }));
    await before.send(new ScheduleKeyDeletionCommand({ KeyId: doomed, PendingWindowInDays: 7 }));
    await first.stop();
    const second = await startTestGlobe({ dataFolder, clock: 'held', startAt: startAt + 1000 });
    const after = second.client(KMSClient);
    expect((await after.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toEqual(Plaintext);
    await second.advance(7 * dayMs);
    await second.settle();
    await expect(after.send(new DescribeKeyCommand({ KeyId: doomed }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
    await second.stop();
  } finally {
    rmSync(dataFolder, { recursive: true });
  }
});
