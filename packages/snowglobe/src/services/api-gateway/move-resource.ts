import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { badRequest } from './errors.ts';
import { type PatchRules, patched, text } from './patch.ts';
import { checkSibling } from './resource.ts';
import { type Place, resourceOf, rowsOf } from './rows.ts';
import { type ResourceRow, resources } from './tables.ts';

const patches: PatchRules = { '/pathPart': text('pathPart'), '/parentId': text('parentId') };

/** Renames a resource or gives it another parent; everything below goes with it. */
export function moveResource(
  place: Place,
  apiId: string | undefined,
  before: ResourceRow,
  operations: readonly PatchOperation[] | undefined,
): ResourceRow {
  const { parentId, pathPart } = patched(before, operations, patches);
  if (before.parentId === undefined || parentId === undefined || pathPart === undefined) {
    throw badRequest('Root resource cannot be updated');
  }
  const rows = rowsOf(place, resources, apiId);
  const below = [...rows.range()].filter((each) => each.path.startsWith(`${before.path}/`));
  if (parentId === before.id || below.some((each) => each.id === parentId)) {
    throw badRequest('A resource cannot be moved below itself');
  }
  const parent = resourceOf(place, apiId, parentId);
  const path = checkSibling(place, apiId, parent, pathPart, before.id);
  const row: ResourceRow = { ...before, parentId, pathPart, path };
  rows.put(row);
  for (const each of below) rows.put({ ...each, path: path + each.path.slice(before.path.length) });
  return row;
}
