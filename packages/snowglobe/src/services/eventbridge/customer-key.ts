import type { GenerateDataKeyResponse } from '@aws-sdk/client-kms';
import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import { notFound } from './errors.ts';
import { eventsService } from './service-principal.ts';

/** What EventBridge asks of KMS for a bus or an archive, in its own name with the bus as source and as encryption context. */
function askKms<Output>(globe: Globe, busArn: string, cause: CauseLink, operation: string, input: object) {
  const { account = '', region = '' } = parseArn(busArn) ?? {};
  return globe.call<Output>({
    service: 'kms',
    operation,
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html
    input: { ...input, EncryptionContext: { 'aws:events:event-bus:arn': busArn } },
    scope: { account, region },
    caller: eventsService(account, busArn),
    cause,
  });
}

/** A data key of a customer's key, encrypted. Rejects with KMS's error when the key may not be used. */
export async function sealedDataKey(globe: Globe, busArn: string, keyId: string, cause: CauseLink) {
  const input = { KeyId: keyId, KeySpec: 'AES_256' };
  const { CiphertextBlob } = await askKms<GenerateDataKeyResponse>(globe, busArn, cause, 'GenerateDataKey', input);
  return CiphertextBlob ?? new Uint8Array();
}

/** Decrypts a data key again; rejects with KMS's error when the key may not be used any more. */
export async function openDataKey(globe: Globe, busArn: string, sealed: Uint8Array, cause: CauseLink): Promise<void> {
  await askKms(globe, busArn, cause, 'Decrypt', { CiphertextBlob: sealed });
}

/** A key that the request names must be there; whether EventBridge may use it shows with the first event. */
export async function checkKeyExists({ globe, scope, cause }: Call, keyId: string): Promise<void> {
  const { account } = scope;
  try {
    const input = { KeyId: keyId };
    await globe.call({
      service: 'kms',
      operation: 'DescribeKey',
      input,
      scope,
      caller: { kind: 'root', account },
      cause,
    });
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NotFoundException') {
      throw notFound(`The key ${keyId} does not exist.`);
    }
    // Not even the root user may look at it: EventBridge may nevertheless.
    if (!(error instanceof AwsError && error.code.startsWith('AccessDenied'))) throw error;
  }
}
