/** Stands for a value that exists only once a resource does. */
export const unknown: unique symbol = Symbol('known after deployment');
/** AWS::NoValue: the property that holds it is left out. */
export const noValue: unique symbol = Symbol('AWS::NoValue');

/** What a template's expression may come to: JSON in which some values are not known yet. */
export type Value = null | boolean | number | string | readonly Value[] | ValueObject | typeof unknown | typeof noValue;
export interface ValueObject {
  readonly [name: string]: Value;
}

export function isValueObject(value: Value | undefined): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A scalar as text; undefined for anything else. */
export function textOf(value: Value): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** Whether the value, or anything in it, is not known yet. */
export function hasUnknown(value: Value): boolean {
  if (value === unknown) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isValueObject(value) && Object.values(value).some(hasUnknown);
}
