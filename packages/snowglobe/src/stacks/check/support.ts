import type { PropertySupport } from '../../contract/resource-type.ts';
import { isValueObject, type Value } from '../intrinsics/value.ts';

export interface SupportReport {
  /** Dotted names of properties that are not supported. */
  readonly unsupported: string[];
  /** `Name.Of.Property: reason` for properties that are taken without effect. */
  readonly accepted: string[];
}

function isAccepted(support: PropertySupport): support is { readonly accepted: string } {
  return typeof support === 'object' && typeof support.accepted === 'string';
}

/** Compares properties with what a resource type supports of them. */
export function reportSupport(
  values: Readonly<Record<string, Value>>,
  supported: Readonly<Record<string, PropertySupport>>,
  report: SupportReport = { unsupported: [], accepted: [] },
  prefix = '',
): SupportReport {
  for (const [name, value] of Object.entries(values)) {
    const support = Object.hasOwn(supported, name) ? supported[name] : undefined;
    const fullName = `${prefix}${name}`;
    if (support === undefined) addOnce(report.unsupported, fullName);
    else if (support === true) continue;
    else if (isAccepted(support)) addOnce(report.accepted, `${fullName}: ${support.accepted}`);
    else for (const item of elementsOf(value)) reportSupport(item, support, report, `${fullName}.`);
  }
  return report;
}

function addOnce(list: string[], text: string): void {
  if (!list.includes(text)) list.push(text);
}

/** The objects that a nested table speaks of: the value itself, or each element of a list. */
function elementsOf(value: Value): readonly Readonly<Record<string, Value>>[] {
  const items: readonly Value[] = Array.isArray(value) ? value : [value];
  return items.filter(isValueObject);
}
