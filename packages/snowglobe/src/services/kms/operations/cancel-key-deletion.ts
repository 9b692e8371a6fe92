import type { CancelKeyDeletionRequest, CancelKeyDeletionResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { notPendingDeletion } from '../errors.ts';
import { keyById } from '../key.ts';
import { keys } from '../tables.ts';

/** The key comes back disabled. */
export const cancelKeyDeletion: Operation<CancelKeyDeletionRequest, CancelKeyDeletionResponse> = (input, call) => {
  const { row, scope } = keyById(call, input.KeyId);
  if (row.state !== 'PendingDeletion') throw notPendingDeletion(row.arn);
  const { deletionAt: _, ...kept } = row;
  call.globe.store.collection(keys, scope).put({ ...kept, state: 'Disabled' });
  return { KeyId: row.arn };
};
