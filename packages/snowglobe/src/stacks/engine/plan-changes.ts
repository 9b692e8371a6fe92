import { findResourceType } from '../check/find-resource-type.ts';
import { ordered } from '../graph.ts';
import { evaluate } from '../intrinsics/evaluate.ts';
import { hasUnknown, isValueObject, unknown, type Value } from '../intrinsics/value.ts';
import { sameJson } from '../json.ts';
import type { Replacement } from '../resource-schema.ts';
import type { PropertyChange, ResourceChange, ResourceRow } from '../state/rows.ts';
import type { TemplateResource } from '../template/template.ts';
import { decideChange } from './decide-change.ts';
import type { ChangedProperty } from './property-diff.ts';
import { conformTo, createEvaluation, type StackModel } from './stack-model.ts';

/** What an update to the model would do to the resources that there are. */
export function planChanges(model: StackModel, rows: readonly ResourceRow[]): readonly ResourceChange[] {
  const existing = new Map(rows.map((row) => [row.logicalId, row]));
  const unsettled = new Set<string>();
  const changes: ResourceChange[] = [];
  for (const logicalId of ordered(model.needs)) {
    const resource = model.template.resources[logicalId];
    if (!resource) continue;
    const properties = foreseeWith(model, existing, unsettled, logicalId, resource);
    const change = planChange(model, logicalId, resource, properties, existing.get(logicalId));
    if (!change) continue;
    // References to a new or replaced resource are known only during the update.
    if (change.action === 'Add' || change.replacement !== 'False') unsettled.add(logicalId);
    changes.push(change);
  }
  const wanted = new Set(model.wanted);
  return [...changes, ...rows.filter(({ logicalId }) => !wanted.has(logicalId)).map(removal)];
}

function removal(row: ResourceRow): ResourceChange {
  const { logicalId, physicalId, type } = row;
  return {
    action: 'Remove',
    logicalId,
    physicalId,
    type,
    scope: [],
    details: [],
    beforeContext: contextText(row.properties, row.metadata),
  };
}

/** Properties as far as the resources that stay make them known. */
function foreseeWith(
  model: StackModel,
  existing: ReadonlyMap<string, ResourceRow>,
  unsettled: ReadonlySet<string>,
  logicalId: string,
  resource: TemplateResource,
): Readonly<Record<string, Value>> {
  const evaluation = createEvaluation(model, {
    resource: (name) => {
      const row = unsettled.has(name) ? undefined : existing.get(name);
      if (!row) return unknown;
      return {
        ref: row.ref ?? row.physicalId,
        attribute: (attribute) => (row.attributes[attribute] as Value | undefined) ?? unknown,
      };
    },
    fail: () => unknown,
    failUnresolved: () => unknown,
  });
  const evaluated = evaluate(resource.properties, evaluation, ['Resources', logicalId, 'Properties']);
  return conformTo(resource.type, isValueObject(evaluated) ? evaluated : {}, () => {});
}

function planChange(
  model: StackModel,
  logicalId: string,
  resource: TemplateResource,
  properties: Readonly<Record<string, Value>>,
  row: ResourceRow | undefined,
): ResourceChange | undefined {
  const afterContext = contextText(properties, resource.metadata);
  const base = { logicalId, type: resource.type, afterContext };
  const type = findResourceType(model.types, resource.type);
  const decision = type ? decideChange(row, resource.type, type, properties) : ({ action: 'create' } as const);
  if (decision.action === 'create' || !row) return { ...base, action: 'Add', scope: [], details: [] };
  const metadataChanged = !sameJson(row.metadata, resource.metadata);
  if (decision.action === 'keep' && !metadataChanged) return undefined;
  const changed = decision.action === 'keep' ? [] : decision.changed;
  const details = changed.map(propertyChange);
  if (metadataChanged) details.push({ attribute: 'Metadata', recreation: 'Never', dynamic: false });
  return {
    ...base,
    action: 'Modify',
    physicalId: row.physicalId,
    replacement: replacementOf(decision.action === 'replace', changed),
    scope: [...new Set(details.map(({ attribute }) => attribute))],
    details,
    beforeContext: contextText(row.properties, row.metadata),
  };
}

const recreations: Readonly<Record<Replacement, PropertyChange['recreation']>> = {
  never: 'Never',
  sometimes: 'Conditionally',
  always: 'Always',
};

function propertyChange({ name, before, after, replacement }: ChangedProperty): PropertyChange {
  return {
    attribute: 'Properties',
    name,
    recreation: recreations[replacement],
    dynamic: hasUnknown((after ?? null) as Value),
    ...(before !== undefined && { before: valueText(before) }),
    ...(after !== undefined && { after: valueText(after) }),
  };
}

function replacementOf(replaces: boolean, changed: readonly ChangedProperty[]): 'True' | 'False' | 'Conditional' {
  if (!replaces) return changed.some(({ replacement }) => replacement === 'sometimes') ? 'Conditional' : 'False';
  const certain =
    changed.length === 0 ||
    changed.some(({ replacement, after }) => replacement === 'always' && !hasUnknown((after ?? null) as Value));
  return certain ? 'True' : 'Conditional';
}

/** How AWS writes a value that is known only once the change set runs. */
const knownAfterApply = '{{changeSet:KNOWN_AFTER_APPLY}}';

function jsonText(value: unknown): string {
  return JSON.stringify(value, (_name, item: unknown) => (item === unknown ? knownAfterApply : item));
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : jsonText(value);
}

function contextText(properties: unknown, metadata: unknown): string {
  return jsonText({ Properties: properties, ...(metadata !== undefined && { Metadata: metadata }) });
}
