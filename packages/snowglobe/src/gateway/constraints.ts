import { patternTest } from './patterns.ts';
import { perShape, scalars } from './per-shape.ts';
import type { Member, Shape } from './shapes.ts';

/** One unmet constraint. */
export interface Violation {
  /** As AWS writes it: `keySchema.1.member.attributeName`. */
  readonly path: string;
  /** `Member must not be null` */
  readonly constraint: string;
  readonly value: unknown;
  readonly kind: 'required' | 'enum' | 'other';
}

type Check = (value: unknown, path: string, found: Violation[]) => void;

const constrained = new WeakMap<Shape, boolean>();

/** What checks the constraints of a shape and everything in it; undefined when there are none. */
export function constraintCheck(shape: Shape): Check | undefined {
  let known = constrained.get(shape);
  if (known === undefined) {
    known = isConstrained(shape, new Set());
    constrained.set(shape, known);
  }
  return known ? checkOf(shape) : undefined;
}

const checkOf = perShape<void, unknown, string, Violation[]>({
  structure: structureCheck,
  union: structureCheck,
  list: listCheck,
  map: mapCheck,
  ...scalars(scalarCheck),
});

function hasOwnConstraint(shape: Shape): boolean {
  return shape.min !== undefined || shape.max !== undefined || shape.pattern !== undefined || shape.enum !== undefined;
}

function isConstrained(shape: Shape, seen: Set<Shape>): boolean {
  if (seen.has(shape)) return false;
  seen.add(shape);
  if (hasOwnConstraint(shape) || shape.members.some((member) => member.required)) return true;
  const parts = [...shape.members, shape.member, shape.key, shape.value];
  return parts.some((part) => part !== undefined && isConstrained(part.shape, seen));
}

/** AWS writes member names with a small first letter, whatever follows. */
function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function below(path: string, name: string): string {
  return path === '' ? lowerFirst(name) : `${path}.${lowerFirst(name)}`;
}

const notNull = 'Member must not be null';

function structureCheck(shape: Shape): Check {
  const parts = shape.members.flatMap((member) => {
    const check = constraintCheck(member.shape);
    return check === undefined && !member.required ? [] : [{ name: member.name, required: member.required, check }];
  });
  return (value, path, found) => {
    for (const { name, required, check } of parts) {
      const part = (value as Record<string, unknown>)[name];
      if (part !== undefined && part !== null) check?.(part, below(path, name), found);
      else if (required) found.push({ path: below(path, name), constraint: notNull, value: null, kind: 'required' });
    }
  };
}

function lengthConstraints(shape: Shape, length: number): string[] {
  const { min, max } = shape;
  return [
    ...(min !== undefined && length < min ? [`Member must have length greater than or equal to ${min}`] : []),
    ...(max !== undefined && length > max ? [`Member must have length less than or equal to ${max}`] : []),
  ];
}

function listCheck(shape: Shape): Check {
  const checkPart = constraintCheck((shape.member as Member).shape);
  return (value, path, found) => {
    const list = value as readonly unknown[];
    for (const constraint of lengthConstraints(shape, list.length))
      found.push({ path, constraint, value, kind: 'other' });
    for (let at = 0; at < list.length; at++) {
      const part = list[at];
      const partPath = `${path}.${at + 1}.member`;
      if (part === null) found.push({ path: partPath, constraint: notNull, value: null, kind: 'required' });
      else checkPart?.(part, partPath, found);
    }
  };
}

function mapCheck(shape: Shape): Check {
  const key = (shape.key as Member).shape;
  const keyed = hasOwnConstraint(key);
  const { shape: part } = shape.value as Member;
  const scalarValue = part.members.length === 0 && part.member === undefined && part.value === undefined;
  const checkValue = constraintCheck(part);
  return (value, path, found) => {
    const map = value as Readonly<Record<string, unknown>>;
    const names = Object.keys(map);
    for (const constraint of lengthConstraints(shape, names.length))
      found.push({ path, constraint, value, kind: 'other' });
    for (const name of names) {
      const entry = map[name];
      if (keyed && scalarViolations(key, name).length > 0) {
        found.push({
          path,
          constraint: `Map keys must satisfy constraint: [${allConstraints(key)}]`,
          value,
          kind: 'other',
        });
      }
      if (entry === null || entry === undefined || checkValue === undefined) continue;
      if (!scalarValue) checkValue(entry, `${path}.${name}.member`, found);
      else if (scalarViolations(part, entry).length > 0) {
        const constraint = `Map value must satisfy constraint: [${allConstraints(part)}]`;
        found.push({ path, constraint, value, kind: 'other' });
      }
    }
  };
}

function isNumber(shape: Shape): boolean {
  return shape.type === 'integer' || shape.type === 'long' || shape.type === 'float' || shape.type === 'double';
}

function rangeConstraints(shape: Shape, value: number): string[] {
  const { min, max } = shape;
  return [
    ...(min !== undefined && value < min ? [`Member must have value greater than or equal to ${min}`] : []),
    ...(max !== undefined && value > max ? [`Member must have value less than or equal to ${max}`] : []),
  ];
}

function scalarViolations(shape: Shape, value: unknown): { constraint: string; kind: Violation['kind'] }[] {
  if (isNumber(shape))
    return rangeConstraints(shape, value as number).map((constraint) => ({ constraint, kind: 'other' }));
  if (shape.type === 'blob') {
    return lengthConstraints(shape, (value as Uint8Array).length).map((constraint) => ({ constraint, kind: 'other' }));
  }
  if (typeof value !== 'string') return [];
  const violations: { constraint: string; kind: Violation['kind'] }[] = [];
  for (const constraint of lengthConstraints(shape, value.length)) violations.push({ constraint, kind: 'other' });
  if (shape.pattern !== undefined && violations.length === 0 && !patternTest(shape.pattern)(value)) {
    violations.push({ constraint: patternConstraint(shape.pattern), kind: 'other' });
  }
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    violations.push({ constraint: enumConstraint(shape.enum), kind: 'enum' });
  }
  return violations;
}

function patternConstraint(pattern: string): string {
  return `Member must satisfy regular expression pattern: ${pattern}`;
}

function enumConstraint(values: readonly string[]): string {
  return `Member must satisfy enum value set: [${values.join(', ')}]`;
}

/** Everything that a map's key or value must satisfy: AWS lists it whole when one of it is not. */
function allConstraints(shape: Shape): string {
  const unit = isNumber(shape) ? 'value' : 'length';
  return [
    ...(shape.max === undefined ? [] : [`Member must have ${unit} less than or equal to ${shape.max}`]),
    ...(shape.min === undefined ? [] : [`Member must have ${unit} greater than or equal to ${shape.min}`]),
    ...(shape.pattern === undefined ? [] : [patternConstraint(shape.pattern)]),
    ...(shape.enum === undefined ? [] : [enumConstraint(shape.enum)]),
  ].join(', ');
}

function scalarCheck(shape: Shape): Check {
  return (value, path, found) => {
    for (const violation of scalarViolations(shape, value)) found.push({ path, value, ...violation });
  };
}
