import type { DeleteArchiveRequest, DeleteArchiveResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { requireArchive } from '../archive.ts';
import { archivedEvents, archives } from '../tables.ts';

export const deleteArchive: Operation<DeleteArchiveRequest, DeleteArchiveResponse> = (input, call) => {
  const { name } = requireArchive(call.globe, call.scope, input.ArchiveName ?? '');
  call.globe.store.collection(archives, call.scope).delete(name);
  call.globe.store.collection(archivedEvents, call.scope, name).clear();
  return {};
};
