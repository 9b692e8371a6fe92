import type { GetTableVersionRequest, GetTableVersionResponse } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { catalogScope, describeTable, getTableRow, versionsOf } from '../catalog.ts';
import { versionNotFound } from '../errors.ts';

/** Without a version, the current one. */
export const getTableVersion: Operation<GetTableVersionRequest, GetTableVersionResponse> = (input, call) => {
  const current = getTableRow(call, input, input.TableName);
  const VersionId = input.VersionId ?? current.versionId;
  const row = versionsOf(call, input, current.name).get(VersionId.padStart(12, '0'));
  if (!row) throw versionNotFound(VersionId);
  return { TableVersion: { Table: describeTable(row, catalogScope(call, input).account), VersionId } };
};
