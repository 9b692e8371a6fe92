import type { Item, Value } from '../attribute-value.ts';

/** A document path: attribute name first, then map keys (texts) and list indexes (numbers). */
export type Path = readonly [string, ...(readonly (string | number)[])];

/** `[a, b, [1]]`, as AWS prints paths. */
export function printPath(path: Path): string {
  return `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;
}

/** The value at a path; undefined when there is none. */
export function valueAt(item: Item, path: Path): Value | undefined {
  let value = own(item, path[0]);
  for (let at = 1; at < path.length && value; at++) {
    const step = path[at] as string | number;
    value = typeof step === 'number' ? value.L?.[step] : own(value.M, step);
  }
  return value;
}

/** A member that the object itself has, so that `constructor` is no attribute. */
export function own(members: Item | undefined, name: string): Value | undefined {
  return members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;
}

export function samePath(left: Path, right: Path): boolean {
  return left.length === right.length && left.every((step, at) => step === right[at]);
}

/** Whether two paths cannot stand in one expression, and why. */
export function pathClash(left: Path, right: Path): 'overlap' | 'conflict' | undefined {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left[at];
    const b = right[at];
    if (a === b) continue;
    return typeof a === typeof b ? undefined : 'conflict';
  }
  return 'overlap';
}
