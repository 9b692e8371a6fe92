import type { GenerateDataKeyResponse } from '@aws-sdk/client-kms';
import { callAt, type WorkingPipe } from './working-pipe.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-pipes-cmkey.html */
const contextOf = ({ row }: WorkingPipe) => ({ 'aws:pipes:arn': row.arn });

/** A data key of a customer's key, encrypted. Rejects with KMS's error when the pipe's role may not use the key. */
export async function newPipeKey(pipe: WorkingPipe, keyId: string) {
  const input = { KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: contextOf(pipe) };
  const { CiphertextBlob } = await callAt<GenerateDataKeyResponse>(pipe, pipe.row.arn, 'kms', 'GenerateDataKey', input);
  return { id: keyId, dataKey: CiphertextBlob ?? new Uint8Array() };
}

export async function openDataKey(pipe: WorkingPipe, sealed: Uint8Array): Promise<void> {
  await callAt(pipe, pipe.row.arn, 'kms', 'Decrypt', { CiphertextBlob: sealed, EncryptionContext: contextOf(pipe) });
}
