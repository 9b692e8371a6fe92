import type { UpdateTableRequest } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { getTableRow, tablesOf, versionsOf } from '../catalog.ts';
import { versionMismatch } from '../errors.ts';
import { checkedTable } from '../table-input.ts';

/** What was is kept as a version, unless SkipArchive says not to. */
export const updateTable: Operation<UpdateTableRequest, object> = (input, call) => {
  const table = checkedTable(input);
  const row = getTableRow(call, input, table.Name);
  if (input.VersionId !== undefined && input.VersionId !== row.versionId) throw versionMismatch();
  const versionId = String(Number(row.versionId) + 1);
  const changed = { ...row, input: table, versionId, updatedAt: call.globe.clock.now() };
  const versions = versionsOf(call, input, row.name);
  if (input.SkipArchive) versions.delete(row.versionId.padStart(12, '0'));
  versions.put(changed);
  tablesOf(call, input).put(changed);
  return {};
};
