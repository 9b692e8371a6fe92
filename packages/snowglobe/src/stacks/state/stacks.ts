import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import type { EventRow, ResourceRow, StackOutput, StackRow, StackStatus } from './rows.ts';
import { eventsTable, resourcesTable, stacksTable } from './tables.ts';

export function stacksIn(globe: Globe, scope: Scope): Collection<StackRow> {
  return globe.store.collection(stacksTable, scope);
}

export function resourcesOf(globe: Globe, scope: Scope, stackId: string): Collection<ResourceRow> {
  return globe.store.collection(resourcesTable, scope, stackId);
}

export function eventsOf(globe: Globe, scope: Scope, stackId: string): Collection<EventRow> {
  return globe.store.collection(eventsTable, scope, stackId);
}

/** A stack by its name (when not deleted) or id. */
export function findStack(globe: Globe, scope: Scope, nameOrId: string): StackRow | undefined {
  const stacks = stacksIn(globe, scope);
  if (nameOrId.startsWith('arn:')) return stacks.get(nameOrId);
  const [found] = stacks.rangeBy('byName', { from: nameOrId, to: nameOrId });
  return found;
}

export function isInProgress(status: StackStatus): boolean {
  return status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
}

/** An output that other stacks may import. */
export interface Export {
  readonly name: string;
  readonly value: string;
  readonly stack: StackRow;
}

/** Every export of an account in a region, by name. */
export function exportsIn(globe: Globe, scope: Scope): ReadonlyMap<string, Export> {
  const exports = new Map<string, Export>();
  for (const stack of stacksIn(globe, scope).range()) {
    if (stack.status === 'DELETE_COMPLETE') continue;
    for (const output of stack.outputs) {
      if (output.exportName !== undefined)
        exports.set(output.exportName, { name: output.exportName, value: output.value, stack });
    }
  }
  return exports;
}

/** The names of the stacks that import an export. */
export function importersOf(globe: Globe, scope: Scope, exportName: string): readonly string[] {
  const importers: string[] = [];
  for (const stack of stacksIn(globe, scope).range()) {
    if (stack.status !== 'DELETE_COMPLETE' && stack.imports.includes(exportName)) importers.push(stack.name);
  }
  return importers;
}

/** The first of a stack's exports that would go away or change while another stack imports it. */
export function exportInUse(
  globe: Globe,
  scope: Scope,
  stack: StackRow,
  next: readonly StackOutput[],
): { readonly name: string; readonly importers: readonly string[] } | undefined {
  for (const { exportName, value } of stack.outputs) {
    if (exportName === undefined) continue;
    if (next.some((output) => output.exportName === exportName && output.value === value)) continue;
    const importers = importersOf(globe, scope, exportName).filter((name) => name !== stack.name);
    if (importers.length > 0) return { name: exportName, importers };
  }
  return undefined;
}
