import { AwsError } from '../../contract/aws-error.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import type { Scope } from '../../contract/scope.ts';

/** A service that uses a key for somebody, with that principal's rights. */
export interface KeyUse {
  readonly globe: Globe;
  /** Whose rights decide. */
  readonly caller: Principal;
  readonly cause: CauseLink;
  /** `s3`, `sqs`: `kms:ViaService` is this in the scope's region. */
  readonly service: string;
  /** Where the key is looked for when its name says no account. */
  readonly scope: Scope;
  readonly context: Readonly<Record<string, string>>;
}

/** A data key as a service keeps it beside what it encrypted: the key's ARN, and the data key encrypted under it. */
export interface SealedDataKey {
  readonly keyArn: string;
  readonly sealed: Uint8Array;
}

/** Asks KMS for a data key. Throws KMS's errors. */
export async function newDataKey(use: KeyUse, keyId: string): Promise<SealedDataKey> {
  const input = { KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: use.context };
  const { KeyId, CiphertextBlob } = await ask<Sealing>(use, 'GenerateDataKey', input);
  return { keyArn: KeyId, sealed: CiphertextBlob };
}

/** Has a data key of the service's own encrypted, where AWS asks for kms:Encrypt. Differs from AWS: that data key is not random, for it encrypts nothing. */
export async function encryptDataKey(use: KeyUse, keyId: string): Promise<SealedDataKey> {
  const input = { KeyId: keyId, Plaintext: new Uint8Array(32), EncryptionContext: use.context };
  const { KeyId, CiphertextBlob } = await ask<Sealing>(use, 'Encrypt', input);
  return { keyArn: KeyId, sealed: CiphertextBlob };
}

/** Has a data key decrypted. Throws KMS's errors. */
export async function openDataKey(use: KeyUse, sealed: Uint8Array): Promise<void> {
  await ask(use, 'Decrypt', { CiphertextBlob: sealed, EncryptionContext: use.context });
}

/** What a key is. Needs kms:DescribeKey. */
export async function describeKey(use: KeyUse, keyId: string): Promise<DescribedKey> {
  const { KeyMetadata } = await ask<{ readonly KeyMetadata: DescribedKey }>(use, 'DescribeKey', { KeyId: keyId });
  return KeyMetadata;
}

interface DescribedKey {
  readonly Arn: string;
  readonly KeyState: string;
  readonly KeyManager: string;
  readonly KeySpec: string;
  readonly KeyUsage: string;
}

interface Sealing {
  readonly KeyId: string;
  readonly CiphertextBlob: Uint8Array;
}

export function ask<Output>(use: KeyUse, operation: string, input: object): Promise<Output> {
  return use.globe.call<Output>({
    service: 'kms',
    operation,
    input,
    scope: use.scope,
    caller: use.caller,
    cause: use.cause,
    via: `${use.service}.amazonaws.com`,
  });
}

/** The answer of KMS, its refusals worded as the service words them. Anything that is none of KMS's refusals passes. */
export async function wordedAs<T>(answer: Promise<T>, word: (refusal: AwsError) => AwsError): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof AwsError ? word(error) : error;
  }
}
