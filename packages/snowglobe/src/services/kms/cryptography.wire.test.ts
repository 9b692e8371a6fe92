import { createHash, createPublicKey, verify } from 'node:crypto';
import {
  CreateKeyCommand,
  type CreateKeyRequest,
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyPairCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  GenerateRandomCommand,
  GetPublicKeyCommand,
  KMSClient,
  ReEncryptCommand,
  SignCommand,
  VerifyCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

let globe: TestGlobe;
let kms: KMSClient;

beforeAll(async () => {
  globe = await startTestGlobe({ clock: 'held', startAt: Date.UTC(2026, 0, 1) });
  kms = globe.client(KMSClient);
});

afterAll(() => globe.stop());

async function key(input: CreateKeyRequest = {}): Promise<string> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand(input));
  return KeyMetadata?.Arn ?? '';
}

const text = (value: string) => new TextEncoder().encode(value);
const shown = (value: Uint8Array | undefined) => new TextDecoder().decode(value);

describe('a symmetric key', () => {
  it('encrypts so that the blob alone finds its key again', async () => {
    const KeyId = await key();
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: text('grüezi') }));
    expect(shown(CiphertextBlob)).not.toContain('grüezi');
    const answer = await kms.send(new DecryptCommand({ CiphertextBlob }));
    expect(shown(answer.Plaintext)).toBe('grüezi');
    expect(answer.KeyId).toBe(KeyId);
  });

  it('decrypts only with the same encryption context and an unchanged blob', async () => {
    const KeyId = await key();
    const EncryptionContext = { b: '2', a: '1' };
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: text('x'), EncryptionContext }));
    const same = new DecryptCommand({ CiphertextBlob, EncryptionContext: { a: '1', b: '2' } });
    expect(shown((await kms.send(same)).Plaintext)).toBe('x');
    const invalid = { name: 'InvalidCiphertextException' };
    await expect(kms.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject(invalid);
    const changed = Uint8Array.from(CiphertextBlob ?? []);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await expect(kms.send(new DecryptCommand({ CiphertextBlob: changed, EncryptionContext }))).rejects.toMatchObject(
      invalid,
    );
    await expect(kms.send(new DecryptCommand({ CiphertextBlob: text('no') }))).rejects.toMatchObject(invalid);
  });

  it('refuses a blob of another key', async () => {
    const [one, other] = [await key(), await key()];
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: one, Plaintext: text('x') }));
    await expect(kms.send(new DecryptCommand({ CiphertextBlob, KeyId: other }))).rejects.toMatchObject({
      name: 'IncorrectKeyException',
    });
  });

  it('re-encrypts under another key and context', async () => {
    const [one, other] = [await key(), await key()];
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: one, Plaintext: text('x') }));
    const moved = await kms.send(
      new ReEncryptCommand({ CiphertextBlob, DestinationKeyId: other, DestinationEncryptionContext: { to: 'b' } }),
    );
    expect(moved).toMatchObject({ SourceKeyId: one, KeyId: other });
    const back = new DecryptCommand({ CiphertextBlob: moved.CiphertextBlob, EncryptionContext: { to: 'b' } });
    expect(shown((await kms.send(back)).Plaintext)).toBe('x');
  });

  it('makes data keys and data key pairs', async () => {
    const KeyId = await key();
    const made = await kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' }));
    expect(made.Plaintext).toHaveLength(32);
    const opened = await kms.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob }));
    expect(opened.Plaintext).toEqual(made.Plaintext);
    const sealed = await kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId, NumberOfBytes: 7 }));
    expect(sealed).not.toHaveProperty('Plaintext');
    expect((await kms.send(new DecryptCommand({ CiphertextBlob: sealed.CiphertextBlob }))).Plaintext).toHaveLength(7);
    const pair = await kms.send(new GenerateDataKeyPairCommand({ KeyId, KeyPairSpec: 'ECC_NIST_P256' }));
    const secret = await kms.send(new DecryptCommand({ CiphertextBlob: pair.PrivateKeyCiphertextBlob }));
    expect(secret.Plaintext).toEqual(pair.PrivateKeyPlaintext);
    await expect(kms.send(new GenerateDataKeyCommand({ KeyId }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('RSA keys', () => {
  it.each(['RSA_2048', 'RSA_3072', 'RSA_4096'] as const)(
    '%s encrypts and decrypts',
    { timeout: 30_000 },
    async (KeySpec) => {
      const KeyId = await key({ KeySpec, KeyUsage: 'ENCRYPT_DECRYPT' });
      for (const EncryptionAlgorithm of ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] as const) {
        const how = { KeyId, EncryptionAlgorithm };
        const { CiphertextBlob } = await kms.send(new EncryptCommand({ ...how, Plaintext: text('secret') }));
        expect(shown((await kms.send(new DecryptCommand({ ...how, CiphertextBlob }))).Plaintext)).toBe('secret');
      }
    },
  );

  it('take no more than fits', async () => {
    const KeyId = await key({ KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' });
    const tooLong = { KeyId, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256', Plaintext: new Uint8Array(191) } as const;
    await expect(kms.send(new EncryptCommand(tooLong))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('larger than 190 bytes'),
    });
  });
});

describe('signing', () => {
  it.each([
    ['RSA_2048', 'RSASSA_PSS_SHA_256'],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_512'],
    ['ECC_NIST_P256', 'ECDSA_SHA_256'],
    ['ECC_NIST_P384', 'ECDSA_SHA_384'],
    ['ECC_NIST_P521', 'ECDSA_SHA_512'],
    ['ECC_SECG_P256K1', 'ECDSA_SHA_256'],
  ] as const)('%s signs with %s and verifies', async (KeySpec, SigningAlgorithm) => {
    const how = { KeyId: await key({ KeySpec, KeyUsage: 'SIGN_VERIFY' }), SigningAlgorithm };
    const { Signature } = await kms.send(new SignCommand({ ...how, Message: text('deed') }));
    const right = await kms.send(new VerifyCommand({ ...how, Message: text('deed'), Signature }));
    expect(right.SignatureValid).toBe(true);
    await expect(kms.send(new VerifyCommand({ ...how, Message: text('dead'), Signature }))).rejects.toMatchObject({
      name: 'KMSInvalidSignatureException',
    });
  });

  it('gives a public key that verifies outside', async () => {
    const KeyId = await key({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const how = { KeyId, SigningAlgorithm: 'ECDSA_SHA_256', Message: text('deed') } as const;
    const { Signature = new Uint8Array() } = await kms.send(new SignCommand(how));
    const { PublicKey = new Uint8Array(), SigningAlgorithms } = await kms.send(new GetPublicKeyCommand({ KeyId }));
    const publicKey = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
    expect(verify('sha256', text('deed'), publicKey, Signature)).toBe(true);
    expect(SigningAlgorithms).toEqual(['ECDSA_SHA_256']);
  });

  it('refuses digests that its hash did not make', async () => {
    const KeyId = await key({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const how = { KeyId, SigningAlgorithm: 'ECDSA_SHA_256', Message: new Uint8Array(20) } as const;
    await expect(kms.send(new SignCommand({ ...how, MessageType: 'DIGEST' }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Digest is invalid length for algorithm ECDSA_SHA_256.',
    });
    await expect(kms.send(new SignCommand({ ...how, MessageType: 'EXTERNAL_MU' }))).rejects.toMatchObject({
      name: 'UnsupportedOperationException',
      message: expect.stringContaining('EXTERNAL_MU'),
    });
  });

  it.each([
    ['RSA_2048', 'RSASSA_PSS_SHA_256'],
    ['RSA_2048', 'RSASSA_PSS_SHA_512'],
    ['RSA_3072', 'RSASSA_PSS_SHA_384'],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_256'],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_384'],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_512'],
    ['ECC_NIST_P256', 'ECDSA_SHA_256'],
    ['ECC_NIST_P384', 'ECDSA_SHA_384'],
    ['ECC_NIST_P521', 'ECDSA_SHA_512'],
    ['ECC_SECG_P256K1', 'ECDSA_SHA_256'],
  ] as const)('%s signs a digest with %s as it signs the message', async (KeySpec, SigningAlgorithm) => {
    const how = { KeyId: await key({ KeySpec, KeyUsage: 'SIGN_VERIFY' }), SigningAlgorithm };
    const whole = { ...how, Message: text('deed'), MessageType: 'RAW' } as const;
    const hash = `sha${SigningAlgorithm.slice(-3)}`;
    const Message = createHash(hash).update('deed').digest();
    const hashed = { ...how, Message, MessageType: 'DIGEST' } as const;
    for (const [signed, verified] of [
      [whole, hashed],
      [hashed, whole],
      [hashed, hashed],
    ] as const) {
      const { Signature } = await kms.send(new SignCommand(signed));
      const answer = await kms.send(new VerifyCommand({ ...verified, Signature }));
      expect(answer.SignatureValid).toBe(true);
      const other = { ...hashed, Message: createHash(hash).update('dead').digest(), Signature };
      const invalid = { name: 'KMSInvalidSignatureException' };
      await expect(kms.send(new VerifyCommand(other))).rejects.toMatchObject(invalid);
      const cut = { ...hashed, Signature: Signature?.slice(1) };
      await expect(kms.send(new VerifyCommand(cut))).rejects.toMatchObject(invalid);
    }
  });
});

it.each(['224', '256', '384', '512'] as const)('HMAC_%s makes and verifies codes', async (bits) => {
  const KeyId = await key({ KeySpec: `HMAC_${bits}`, KeyUsage: 'GENERATE_VERIFY_MAC' });
  const how = { KeyId, MacAlgorithm: `HMAC_SHA_${bits}` } as const;
  const { Mac } = await kms.send(new GenerateMacCommand({ ...how, Message: text('a') }));
  expect(Mac).toHaveLength(Number(bits) / 8);
  expect(await kms.send(new VerifyMacCommand({ ...how, Message: text('a'), Mac }))).toMatchObject({ MacValid: true });
  await expect(kms.send(new VerifyMacCommand({ ...how, Message: text('b'), Mac }))).rejects.toMatchObject({
    name: 'KMSInvalidMacException',
  });
});

it('gives random bytes', async () => {
  const { Plaintext } = await kms.send(new GenerateRandomCommand({ NumberOfBytes: 24 }));
  expect(Plaintext).toHaveLength(24);
});

it('refuses what a key is not for', async () => {
  const KeyId = await key({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  await expect(kms.send(new EncryptCommand({ KeyId, Plaintext: text('x') }))).rejects.toMatchObject({
    name: 'InvalidKeyUsageException',
    message: `${KeyId} key usage is GENERATE_VERIFY_MAC which is not valid for Encrypt.`,
  });
  await expect(key({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'ENCRYPT_DECRYPT' })).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await expect(key({ KeySpec: 'SM2', KeyUsage: 'SIGN_VERIFY' })).rejects.toMatchObject({
    name: 'UnsupportedOperationException',
    message: expect.stringContaining('SM2'),
  });
  await expect(key({ MultiRegion: true })).rejects.toMatchObject({ message: expect.stringContaining('MultiRegion') });
});
