import { findResourceType } from '../check/find-resource-type.ts';
import { type Graph, reversed, walkGraph } from '../graph.ts';
import type { ResourceRow } from '../state/rows.ts';
import { failureReason } from './failure-reason.ts';
import { type Operation, resourceContext } from './resource-context.ts';

export interface RemovalOptions {
  /** A stack that never was complete keeps nothing under RetainExceptOnCreate. */
  readonly neverComplete?: boolean;
  /** Logical ids that the caller wants to keep. */
  readonly retain?: ReadonlySet<string>;
  /** Rows stay: they speak of the resource that took the place of this one. */
  readonly keepRows?: boolean;
}

/** Deletes resources, each before those that it needs. Returns the logical ids that could not be deleted. */
export async function removeResources(
  operation: Operation,
  rows: readonly ResourceRow[],
  options: RemovalOptions = {},
): Promise<readonly string[]> {
  const byId = new Map(rows.map((row) => [row.logicalId, row]));
  const needs: Graph = new Map(rows.map((row) => [row.logicalId, new Set(row.dependsOn.filter((id) => byId.has(id)))]));
  const failed: string[] = [];
  const skipped = await walkGraph(reversed(needs), async (logicalId) => {
    const row = byId.get(logicalId);
    const removed = row === undefined || (await removeResource(operation, row, options));
    if (!removed) failed.push(logicalId);
    return removed;
  });
  return [...failed, ...(failed.length > 0 ? [] : skipped)];
}

function isRetained(row: ResourceRow, options: RemovalOptions): boolean {
  if (options.retain?.has(row.logicalId)) return true;
  if (row.deletionPolicy === 'RetainExceptOnCreate') return !options.neverComplete;
  return row.deletionPolicy === 'Retain';
}

/** Deletes one resource; false when it could not be deleted. */
async function removeResource(operation: Operation, row: ResourceRow, options: RemovalOptions): Promise<boolean> {
  const { record, globe } = operation;
  const drop = () => {
    if (!options.keepRows) record.dropResource(row.logicalId);
  };
  // A resource that failed while it was made is not there.
  if (row.physicalId === '') {
    drop();
    return true;
  }
  if (isRetained(row, options)) {
    record.addEvent({ ...row, status: 'DELETE_SKIPPED' });
    drop();
    return true;
  }
  const tell = (status: 'DELETE_IN_PROGRESS' | 'DELETE_FAILED', reason?: string) =>
    options.keepRows
      ? record.addEvent({ ...row, status, ...(reason !== undefined && { reason }) })
      : record.putResource({ ...row, status }, reason);
  tell('DELETE_IN_PROGRESS');
  try {
    const type = findResourceType(operation.types, row.type);
    if (!type) throw new Error(`Resource type ${row.type} is not supported`);
    const state = {
      physicalId: row.physicalId,
      attributes: row.attributes,
      ...(row.ref !== undefined && { ref: row.ref }),
    };
    await type.delete(state, row.properties, resourceContext(operation, row.logicalId, row.type));
  } catch (error) {
    tell('DELETE_FAILED', failureReason(error, globe.random));
    return false;
  }
  record.addEvent({ ...row, status: 'DELETE_COMPLETE' });
  drop();
  return true;
}
