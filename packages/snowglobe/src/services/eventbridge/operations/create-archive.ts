import type { CreateArchiveRequest, CreateArchiveResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { archiveArn } from '../archive.ts';
import { busAddress, requireBus } from '../bus.ts';
import { checkedPattern } from '../checked-pattern.ts';
import { checkKeyExists } from '../customer-key.ts';
import { alreadyExists } from '../errors.ts';
import { type ArchiveRow, archives } from '../tables.ts';

export const createArchive: Operation<CreateArchiveRequest, CreateArchiveResponse> = async (input, call) => {
  if (input.KmsKeyIdentifier) await checkKeyExists(call, input.KmsKeyIdentifier);
  const bus = busAddress(input.EventSourceArn, call.scope);
  requireBus(call.globe, bus);
  const name = input.ArchiveName ?? '';
  const rows = call.globe.store.collection(archives, call.scope);
  if (rows.has(name)) throw alreadyExists('Archive', name);
  if (input.EventPattern !== undefined) checkedPattern(input.EventPattern);
  const row: ArchiveRow = {
    name,
    arn: archiveArn(call.scope, name),
    busName: bus.name,
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.EventPattern !== undefined && { eventPattern: input.EventPattern }),
    // Empty: a key that AWS owns.
    ...(input.KmsKeyIdentifier && { kmsKeyId: input.KmsKeyIdentifier }),
    retentionDays: input.RetentionDays ?? 0,
    createdAt: call.globe.clock.now(),
  };
  call.step(() => rows.put(row));
  return { ArchiveArn: row.arn, State: 'ENABLED', CreationTime: new Date(row.createdAt) };
};
