import type { ResourceType } from '../../contract/resource-type.ts';
import { resourceSchema } from '../resource-schema.ts';
import type { ResourceRow } from '../state/rows.ts';
import { type ChangedProperty, changedProperties } from './property-diff.ts';

/** What has to be done to a resource so that it is as the template wants it. */
export type Decision =
  | { readonly action: 'create' }
  | { readonly action: 'keep' }
  | { readonly action: 'update' | 'replace'; readonly changed: readonly ChangedProperty[] };

/** Compares a resource as it is with its resolved properties. */
export function decideChange(
  existing: ResourceRow | undefined,
  typeName: string,
  type: ResourceType,
  properties: Readonly<Record<string, unknown>>,
  stackTagsChanged = false,
): Decision {
  if (!existing || existing.status === 'CREATE_FAILED' || existing.physicalId === '') return { action: 'create' };
  if (existing.type !== typeName) return { action: 'replace', changed: [] };
  const schema = resourceSchema(typeName);
  const changed = changedProperties(existing.properties, properties, schema);
  const unfinished = existing.status === 'UPDATE_FAILED' || existing.status === 'DELETE_FAILED';
  // A stack's tags are also the tags of every resource that can have some.
  const retagged = stackTagsChanged && schema?.tags !== undefined && type.update !== undefined;
  if (changed.length === 0 && !unfinished && !retagged) return { action: 'keep' };
  const replaces = !type.update || changed.some(({ replacement }) => replacement === 'always');
  return { action: replaces ? 'replace' : 'update', changed };
}
