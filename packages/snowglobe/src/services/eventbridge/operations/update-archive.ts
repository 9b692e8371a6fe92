import type { UpdateArchiveRequest, UpdateArchiveResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { requireArchive, rescheduleExpiry } from '../archive.ts';
import { checkedPattern } from '../checked-pattern.ts';
import { checkKeyExists } from '../customer-key.ts';
import { type ArchiveRow, archives } from '../tables.ts';

export const updateArchive: Operation<UpdateArchiveRequest, UpdateArchiveResponse> = async (input, call) => {
  if (input.KmsKeyIdentifier) await checkKeyExists(call, input.KmsKeyIdentifier);
  const { kmsKeyId, ...known } = requireArchive(call.globe, call.scope, input.ArchiveName ?? '');
  if (input.EventPattern !== undefined) checkedPattern(input.EventPattern);
  // An empty key is one that AWS owns; none leaves it as it is.
  const key = input.KmsKeyIdentifier ?? kmsKeyId;
  const row: ArchiveRow = {
    ...known,
    ...(key && { kmsKeyId: key }),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.EventPattern !== undefined && { eventPattern: input.EventPattern }),
    ...(input.RetentionDays !== undefined && { retentionDays: input.RetentionDays }),
  };
  call.step(() => call.globe.store.collection(archives, call.scope).put(row));
  rescheduleExpiry(call.globe, call.scope, row);
  return { ArchiveArn: row.arn, State: 'ENABLED', CreationTime: new Date(row.createdAt) };
};
