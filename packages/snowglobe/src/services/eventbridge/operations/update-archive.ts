import type { UpdateArchiveRequest, UpdateArchiveResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { requireArchive, rescheduleExpiry } from '../archive.ts';
import { checkedPattern } from '../checked-pattern.ts';
import { unsupported } from '../errors.ts';
import { type ArchiveRow, archives } from '../tables.ts';

export const updateArchive: Operation<UpdateArchiveRequest, UpdateArchiveResponse> = (input, call) => {
  // Empty: a key that AWS owns.
  if (input.KmsKeyIdentifier) throw unsupported('KmsKeyIdentifier');
  const known = requireArchive(call.globe, call.scope, input.ArchiveName ?? '');
  if (input.EventPattern !== undefined) checkedPattern(input.EventPattern);
  const row: ArchiveRow = {
    ...known,
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.EventPattern !== undefined && { eventPattern: input.EventPattern }),
    ...(input.RetentionDays !== undefined && { retentionDays: input.RetentionDays }),
  };
  call.globe.store.collection(archives, call.scope).put(row);
  rescheduleExpiry(call.globe, call.scope, row);
  return { ArchiveArn: row.arn, State: 'ENABLED', CreationTime: new Date(row.createdAt) };
};
