import type { GenerateDataKeyResponse } from '@aws-sdk/client-kms';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import type { Scope } from '../../contract/scope.ts';
import { schedulerService } from './service-principal.ts';
import type { ScheduleKey } from './tables.ts';

interface Asking {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly caller: Principal;
  readonly cause: CauseLink;
}

/** Scheduler uses a customer's key with the rights of its caller or of the schedule's role. https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html */
function askKms<Output>(asking: Asking, scheduleArn: string, operation: string, input: object): Promise<Output> {
  const { globe, scope, caller, cause } = asking;
  const EncryptionContext = { 'aws:scheduler:schedule:arn': scheduleArn };
  return globe.call<Output>({
    service: 'kms',
    operation,
    input: { ...input, EncryptionContext },
    via: schedulerService,
    scope,
    caller,
    cause,
  });
}

/** A customer's key for a schedule. Rejects with KMS's error when the caller may not use it. */
export async function newScheduleKey(asking: Asking, scheduleArn: string, arn: string): Promise<ScheduleKey> {
  const input = { KeyId: arn, KeySpec: 'AES_256' };
  const { CiphertextBlob } = await askKms<GenerateDataKeyResponse>(asking, scheduleArn, 'GenerateDataKey', input);
  return { arn, dataKey: CiphertextBlob ?? new Uint8Array() };
}

/** Rejects with KMS's error when the caller may not use the key any more. */
export async function openDataKey(asking: Asking, scheduleArn: string, sealed: Uint8Array): Promise<void> {
  await askKms(asking, scheduleArn, 'Decrypt', { CiphertextBlob: sealed });
}
