import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateGrantCommand,
  CreateKeyCommand,
  DecryptCommand,
  EncryptCommand,
  KMSClient,
  ListGrantsCommand,
  PutKeyPolicyCommand,
  RetireGrantCommand,
  RevokeGrantCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

let globe: TestGlobe;
let owner: KMSClient;
const Plaintext = new TextEncoder().encode('x');
const arnOf = (name: string) => `arn:aws:iam::000000000000:user/${name}`;

beforeAll(async () => {
  globe = await startTestGlobe({ clock: 'held' });
  owner = globe.client(KMSClient);
});

afterAll(() => globe.stop());

/** A client of a new user who may do these actions by IAM. */
async function user(UserName: string, actions: readonly string[]): Promise<KMSClient> {
  const iam = globe.client(IAMClient);
  await iam.send(new CreateUserCommand({ UserName }));
  if (actions.length > 0) {
    const PolicyDocument = policy({ Action: actions });
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument }));
  }
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const credentials = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
  return globe.client(KMSClient, { credentials });
}

function policy(...statements: readonly object[]): string {
  const Statement = statements.map((each) => ({ Effect: 'Allow', Resource: '*', ...each }));
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

async function key(Policy?: string): Promise<string> {
  const { KeyMetadata } = await owner.send(new CreateKeyCommand({ ...(Policy !== undefined && { Policy }) }));
  return KeyMetadata?.Arn ?? '';
}

const encrypt = (client: KMSClient, KeyId: string, EncryptionContext = {}) =>
  client.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }));

const denied = { name: 'AccessDeniedException' };
const rootOnly = { Principal: { AWS: 'arn:aws:iam::000000000000:root' }, Action: 'kms:PutKeyPolicy' };

it('lets IAM policies decide when the key policy names the account', async () => {
  const KeyId = await key();
  await encrypt(await user('may', ['kms:Encrypt']), KeyId);
  await expect(encrypt(await user('may-not', []), KeyId)).rejects.toMatchObject(denied);
});

it('refuses everybody whom the key policy does not mean, whatever IAM says', async () => {
  const strong = await user('strong', ['kms:*']);
  const named = await user('named', []);
  const KeyId = await key(policy(rootOnly, { Principal: { AWS: arnOf('named') }, Action: 'kms:Encrypt' }));
  await expect(encrypt(strong, KeyId)).rejects.toMatchObject({
    ...denied,
    message: expect.stringContaining('because no resource-based policy allows the kms:Encrypt action'),
  });
  await encrypt(named, KeyId);
  await expect(encrypt(owner, KeyId)).rejects.toMatchObject(denied);
  await owner.send(new PutKeyPolicyCommand({ KeyId, Policy: policy({ ...rootOnly, Action: 'kms:*' }) }));
  await encrypt(strong, KeyId);
  await expect(encrypt(named, KeyId)).rejects.toMatchObject(denied);
});

it('asks key policies with the encryption context', async () => {
  const guest = await user('guest', []);
  const Condition = { StringEquals: { 'kms:EncryptionContext:team': 'a' } };
  const KeyId = await key(policy(rootOnly, { Principal: { AWS: arnOf('guest') }, Action: 'kms:Encrypt', Condition }));
  await encrypt(guest, KeyId, { team: 'a' });
  await expect(encrypt(guest, KeyId, { team: 'b' })).rejects.toMatchObject(denied);
});

it('honours grants and their constraints until they are revoked or retired', async () => {
  const KeyId = await key();
  const grantee = await user('grantee', []);
  const grant = (Constraints: object) =>
    owner.send(
      new CreateGrantCommand({
        KeyId,
        GranteePrincipal: arnOf('grantee'),
        RetiringPrincipal: arnOf('grantee'),
        Operations: ['Encrypt'],
        Constraints,
      }),
    );
  const { GrantId } = await grant({ EncryptionContextSubset: { team: 'a' } });
  const { CiphertextBlob } = await encrypt(grantee, KeyId, { team: 'a', more: 'b' });
  await expect(encrypt(grantee, KeyId, { more: 'b' })).rejects.toMatchObject(denied);
  await expect(
    grantee.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { team: 'a', more: 'b' } })),
  ).rejects.toMatchObject(denied);
  expect((await owner.send(new ListGrantsCommand({ KeyId }))).Grants).toMatchObject([{ GrantId }]);
  await owner.send(new RevokeGrantCommand({ KeyId, GrantId }));
  await expect(encrypt(grantee, KeyId, { team: 'a' })).rejects.toMatchObject(denied);

  const { GrantToken } = await grant({ EncryptionContextEquals: { team: 'a' } });
  await encrypt(grantee, KeyId, { team: 'a' });
  await expect(encrypt(grantee, KeyId, { team: 'a', more: 'b' })).rejects.toMatchObject(denied);
  await grantee.send(new RetireGrantCommand({ GrantToken }));
  await expect(encrypt(grantee, KeyId, { team: 'a' })).rejects.toMatchObject(denied);
});
