import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { badRequest } from './errors.ts';

interface Given {
  readonly op: 'add' | 'replace' | 'remove';
  readonly value: string | undefined;
  /** What stands for the `{}` of the rule's path, decoded. */
  readonly names: readonly string[];
}

type Members = Readonly<Record<string, unknown>>;
export type Change = (row: Members, given: Given) => Members;

/** Changes by path; `{}` stands for any one segment. */
export type PatchRules = Readonly<Record<string, Change>>;

/** The row after JSON patch operations. AWS: API Gateway REST API reference, "Patch Operations". */
export function patched<Row extends object>(
  row: Row,
  operations: readonly PatchOperation[] | undefined,
  rules: PatchRules,
): Row {
  let changed = row as Members;
  for (const operation of operations ?? []) changed = applyOne(changed, operation, rules);
  return changed as Row;
}

function applyOne(row: Members, { op, path = '', value }: PatchOperation, rules: PatchRules): Members {
  const known = op === 'add' || op === 'replace' || op === 'remove';
  for (const [template, change] of Object.entries(rules)) {
    const names = known ? namesIn(template, path) : undefined;
    if (names && known) return change(row, { op, value, names });
  }
  const paths = Object.keys(rules).map((each) => each.replaceAll('{}', '{name}'));
  throw badRequest(`Invalid patch path  '${path}' specified for op '${op}'. Must be one of: [${paths.join(', ')}]`);
}

function namesIn(template: string, path: string): readonly string[] | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const fits = wanted.every((segment, index) => segment === '{}' || segment === given[index]);
  if (!fits) return undefined;
  return given
    .filter((_segment, index) => wanted[index] === '{}')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The members without one. */
export function without(members: Members, name: string): Members {
  return Object.fromEntries(Object.entries(members).filter(([each]) => each !== name));
}

function member(read: (value: string) => unknown): (name: string) => Change {
  return (name) =>
    (row, { op, value }) =>
      op === 'remove' ? without(row, name) : { ...row, [name]: read(value ?? '') };
}

export const text = member((value) => value);
export const flag = member((value) => value.toLowerCase() === 'true');
export const amount = member(checkedNumber);

function checkedNumber(value: string): number {
  const number = Number(value);
  if (value === '' || !Number.isFinite(number)) throw badRequest(`Invalid value for number: ${value}`);
  return number;
}

/** An entry of a map, named by the path. */
export const entry =
  (name: string, read: (value: string) => unknown = (value) => value): Change =>
  (row, { op, value, names: [key = ''] }) => {
    const entries = (row[name] ?? {}) as Members;
    return { ...row, [name]: op === 'remove' ? without(entries, key) : { ...entries, [key]: read(value ?? '') } };
  };

/** An item of a list of texts, named by the path. */
export const item =
  (name: string): Change =>
  (row, { op, value, names: [key = ''] }) => {
    const before = (row[name] ?? []) as readonly string[];
    if (op === 'replace') return { ...row, [name]: before.map((each) => (each === key ? (value ?? key) : each)) };
    const others = before.filter((each) => each !== key);
    return { ...row, [name]: op === 'remove' ? others : [...others, key] };
  };

/** A member of a member. */
export const inside =
  (name: string, change: Change): Change =>
  (row, given) => ({ ...row, [name]: change((row[name] ?? {}) as Members, given) });

/** A member that can only be taken away whole. */
export const removable =
  (name: string): Change =>
  (row, { op }) => {
    if (op !== 'remove') throw badRequest(`Invalid patch operation: /${name} can only be removed`);
    return without(row, name);
  };
