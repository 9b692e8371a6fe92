import { type EventFields, type Field, inSamePlace } from './event-fields.ts';
import type { Alternative } from './pattern-alternatives.ts';
import type { Scalar, ValueRule } from './value-rules.ts';

type Places = Field['places'];

const nowhere: Places = new Map();

/** Where at a path a rule holds; a rule that asks for there being no such field holds everywhere. */
function matchingPlaces(rules: readonly ValueRule[], fields: readonly Field[]): readonly Places[] {
  const places: Places[] = [];
  for (const rule of rules) {
    if (rule.kind === 'value') {
      for (const field of fields) if (rule.matches(field.value)) places.push(field.places);
    } else if (!rule.expected) {
      if (fields.length === 0) places.push(nowhere);
    } else {
      for (const field of fields) places.push(field.places);
    }
  }
  return places;
}

/** Whether one of each list of places can be chosen so that all are true of one thing. */
function canAgree(lists: readonly (readonly Places[])[], from: number, chosen: Places): boolean {
  const list = lists[from];
  if (!list) return true;
  return list.some((places) => {
    const both = inSamePlace(chosen, places);
    return both !== undefined && canAgree(lists, from + 1, both);
  });
}

/** False when a value on the event's first level rules an alternative out. Paths with a dot, and lists, are not looked at. */
export function mayMatch(alternative: Alternative, event: unknown): boolean {
  if (typeof event !== 'object' || event === null) return true;
  for (const [path, rules] of alternative) {
    if (path.includes('.')) continue;
    const value: unknown = Object.hasOwn(event, path) ? (event as Record<string, unknown>)[path] : undefined;
    if (value === undefined || (typeof value === 'object' && value !== null)) continue;
    if (!rules.some((rule) => (rule.kind === 'value' ? rule.matches(value as Scalar) : rule.expected))) return false;
  }
  return true;
}

/** Whether an event has what an alternative asks for, all of it in the same members of the event's lists. */
export function matchesAlternative(alternative: Alternative, fields: EventFields): boolean {
  const lists: (readonly Places[])[] = [];
  for (const [path, rules] of alternative) {
    const places = matchingPlaces(rules, fields.get(path) ?? []);
    if (places.length === 0) return false;
    lists.push(places);
  }
  return canAgree(lists, 0, nowhere);
}
