import type {
  DeliveryStreamEncryptionConfiguration,
  DeliveryStreamEncryptionConfigurationInput,
} from '@aws-sdk/client-firehose';
import { AwsError } from '../../contract/aws-error.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Principal } from '../../contract/principal.ts';
import type { Scope } from '../../contract/scope.ts';
import { encryptionNeedsDirectPut, invalidArgument, invalidKmsResource, limitExceeded } from './errors.ts';
import { limits } from './limits.ts';
import { type DeliveryStreamRow, deliveryStreams, type Failure, type StreamKey } from './tables.ts';

/** A stream's key, or why there is none. */
export interface KeyResult {
  readonly key?: StreamKey;
  readonly failure?: Failure;
}

/** The words of DescribeDeliveryStream for what KMS answers. */
const failureTypes: Readonly<Record<string, Failure['type']>> = {
  AccessDenied: 'KMS_ACCESS_DENIED',
  AccessDeniedException: 'KMS_ACCESS_DENIED',
  DisabledException: 'DISABLED_KMS_KEY',
  InvalidKeyUsageException: 'INVALID_KMS_KEY',
  KMSInvalidStateException: 'INVALID_KMS_KEY',
  NotFoundException: 'KMS_KEY_NOT_FOUND',
};

/** Throws InvalidArgumentException when the type and the key do not go together. */
export function checkKeyInput({ KeyARN, KeyType }: DeliveryStreamEncryptionConfigurationInput): void {
  if (KeyType === 'CUSTOMER_MANAGED_CMK' && KeyARN === undefined) {
    throw invalidArgument('KeyARN must be specified when KeyType is CUSTOMER_MANAGED_CMK.');
  }
  if (KeyType === 'AWS_OWNED_CMK' && KeyARN !== undefined) {
    throw invalidArgument('KeyARN must not be specified when KeyType is AWS_OWNED_CMK.');
  }
}

/** Throws LimitExceededException when the key encrypts as many streams as it may. */
export function checkStreamsOfKey(call: Call, { KeyARN }: DeliveryStreamEncryptionConfigurationInput): void {
  if (KeyARN === undefined) return;
  let count = 0;
  for (const { key } of call.globe.store.collection(deliveryStreams, call.scope).range()) {
    if (key?.keyArn === KeyARN) count += 1;
  }
  if (count >= limits.streamsPerKey) {
    throw limitExceeded(`The key ${KeyARN} already encrypts ${limits.streamsPerKey} delivery streams.`);
  }
}

/**
 * Makes the grant by which Firehose itself uses a customer's key, with the rights of the caller.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html
 */
export async function obtainKey(call: Call, input: DeliveryStreamEncryptionConfigurationInput): Promise<KeyResult> {
  const { KeyARN: KeyId, KeyType: keyType = 'AWS_OWNED_CMK' } = input;
  if (keyType === 'AWS_OWNED_CMK' || KeyId === undefined) return { key: { keyType: 'AWS_OWNED_CMK' } };
  try {
    const { GrantId: grantId } = await askKms<{ GrantId: string }>(call, 'CreateGrant', {
      KeyId,
      GranteePrincipal: firehosePrincipal,
      RetiringPrincipal: firehosePrincipal,
      Operations: ['Decrypt', 'Encrypt', 'GenerateDataKey', 'DescribeKey', 'RetireGrant'],
    });
    const key: StreamKey = { keyType, keyArn: KeyId, grantId };
    return await usableKey(call, key);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { failure: { type: failureTypes[error.code] ?? 'CREATE_KMS_GRANT_FAILED', details: error.message } };
  }
}

/** A key that was granted; given back when it cannot be used, as an asymmetric one. */
async function usableKey(call: Call, key: StreamKey): Promise<KeyResult> {
  try {
    await askKms(asFirehose(call), 'GenerateDataKey', dataKeyInput(key.keyArn ?? ''));
    return { key };
  } catch (error) {
    await releaseKey(call, key);
    throw error;
  }
}

const firehosePrincipal = 'firehose.amazonaws.com';

interface Asking {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly caller: Principal;
  readonly cause: CauseLink;
  /** Set where Firehose asks in its own name. */
  readonly own?: boolean;
}

/** The same question in Firehose's own name. */
function asFirehose({ cause, globe, scope }: Omit<Asking, 'caller'>): Asking {
  return {
    globe,
    scope,
    cause,
    own: true,
    caller: { kind: 'service', service: firehosePrincipal, account: scope.account },
  };
}

const dataKeyInput = (KeyId: string) => ({ KeyId, KeySpec: 'AES_256' });

const askKms = <Output>({ own, ...asking }: Asking, operation: string, input: object): Promise<Output> =>
  asking.globe.call<Output>({
    service: 'kms',
    operation,
    input,
    scope: asking.scope,
    caller: asking.caller,
    cause: asking.cause,
    ...(!own && { via: firehosePrincipal }),
  });

/** Gives a key back: its grant is retired. A key that is gone has no grants any more. */
export async function releaseKey(call: Call, key: StreamKey | undefined): Promise<void> {
  if (key?.grantId === undefined) return;
  try {
    const input = { KeyId: key.keyArn, GrantId: key.grantId };
    await askKms(asFirehose(call), 'RetireGrant', input);
  } catch (error) {
    if (!(error instanceof AwsError && error.code === 'NotFoundException')) throw error;
  }
}

/**
 * A new data key for what a caller puts, encrypted by the stream's key; undefined where a customer's key is not used.
 * AWS (since April 2026): who puts records on a stream with a customer's key needs kms:GenerateDataKey and kms:Decrypt.
 * Throws InvalidKMSResourceException when KMS refuses.
 */
export async function dataKeyFor(call: Call, { keyArn = '' }: StreamKey): Promise<Uint8Array> {
  try {
    const made = await askKms<{ CiphertextBlob: Uint8Array }>(call, 'GenerateDataKey', dataKeyInput(keyArn));
    await askKms(call, 'Decrypt', { CiphertextBlob: made.CiphertextBlob });
    return made.CiphertextBlob;
  } catch (error) {
    throw error instanceof AwsError ? invalidKmsResource(error) : error;
  }
}

/** Decrypts the data key of buffered records in Firehose's own name. Rejects with the AwsError of KMS. */
export async function openDataKey(
  globe: Globe,
  scope: Scope,
  CiphertextBlob: Uint8Array,
  cause: CauseLink,
): Promise<void> {
  await askKms(asFirehose({ globe, scope, cause }), 'Decrypt', { CiphertextBlob });
}

const dayMs = 24 * 60 * 60 * 1000;

/** Counts a start or stop of encryption in the open step. Throws where there may be none. */
export function countChange(call: Call, row: DeliveryStreamRow): DeliveryStreamRow {
  if (row.source) throw encryptionNeedsDirectPut();
  const now = call.globe.clock.now();
  const recent = (row.encryptionChangedAt ?? []).filter((at) => at > now - dayMs);
  if (recent.length >= limits.encryptionChangesPerDay) {
    throw limitExceeded(`Encryption can be started and stopped ${limits.encryptionChangesPerDay} times in 24 hours.`);
  }
  const counted = { ...row, encryptionChangedAt: [...recent, now] };
  call.globe.store.collection(deliveryStreams, call.scope).put(counted);
  return counted;
}

export function describeEncryption(row: DeliveryStreamRow): DeliveryStreamEncryptionConfiguration {
  const { encryptionFailure: failure, key } = row;
  const settled = key ? 'ENABLED' : 'DISABLED';
  return {
    ...(key && { KeyType: key.keyType, ...(key.keyArn !== undefined && { KeyARN: key.keyArn }) }),
    Status: failure ? 'ENABLING_FAILED' : settled,
    ...(failure && { FailureDescription: { Type: failure.type, Details: failure.details } }),
  };
}
