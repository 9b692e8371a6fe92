import { binaryText, type Item, setMember, typeOf, type Value } from '../attribute-value.ts';
import { validation } from '../errors.ts';
import { addNumbers } from '../number.ts';
import type { Values } from './condition-values.ts';
import { own, type Path, valueAt } from './path.ts';
import type { UpdateAction, UpdateOperand } from './update.ts';

const incorrectOperand = () => validation('An operand in the update expression has an incorrect data type');
const missingAttribute = () =>
  validation('The provided expression refers to an attribute that does not exist in the item');
const invalidPath = () => validation('The document path provided in the update expression is invalid for update');

/**
 * The item after the actions. Values are computed from the item as it was; list elements are removed last, so every index means
 * the list as it was.
 */
export function applyUpdate(item: Item, actions: readonly UpdateAction[], values: Values): Item {
  const draft = new Draft(item);
  const writes: { path: Path; value: Value }[] = [];
  for (const action of actions) {
    if (action.kind === 'SET') writes.push({ path: action.path, value: operandValue(item, action.operand, values) });
  }
  for (const { path, value } of writes.sort(byListIndex)) draft.set(path, value);
  for (const action of [...actions].sort(byListIndex)) {
    if (action.kind === 'ADD') draft.change(action.path, (old) => added(old, values[action.value] as Value));
    if (action.kind === 'DELETE') {
      draft.change(action.path, (old) => old && subtracted(old, values[action.value] as Value));
    }
  }
  const removals = actions.filter((action) => action.kind === 'REMOVE').map((action) => action.path);
  for (const path of removals.sort(highestIndexFirst)) draft.remove(path);
  return draft.item;
}

/** Sets beyond the end of a list append in the order of their indexes. */
function byListIndex(left: { path: Path }, right: { path: Path }): number {
  return lastIndex(left.path) - lastIndex(right.path);
}

function highestIndexFirst(left: Path, right: Path): number {
  return lastIndex(right) - lastIndex(left);
}

function lastIndex(path: Path): number {
  const last = path[path.length - 1];
  return typeof last === 'number' ? last : -1;
}

function operandValue(item: Item, operand: UpdateOperand, values: Values): Value {
  switch (operand.kind) {
    case 'path': {
      const value = valueAt(item, operand.path);
      if (!value) throw missingAttribute();
      return value;
    }
    case 'value':
      return values[operand.name] as Value;
    case 'if_not_exists': {
      const [attribute, other] = operand.operands as readonly [UpdateOperand, UpdateOperand];
      const value = attribute.kind === 'path' ? valueAt(item, attribute.path) : undefined;
      return value ?? operandValue(item, other, values);
    }
    case 'list_append': {
      const [first, second] = operand.operands.map((part) => operandValue(item, part, values));
      if (!first?.L || !second?.L) throw incorrectOperand();
      return { L: [...first.L, ...second.L] };
    }
    case '+':
    case '-': {
      const [left, right] = operand.operands.map((part) => operandValue(item, part, values));
      if (left?.N === undefined || right?.N === undefined) throw incorrectOperand();
      return { N: addNumbers(left.N, right.N, operand.kind === '+' ? 1 : -1) };
    }
  }
}

/** ADD: a number to a number, elements to a set. */
export function added(old: Value | undefined, value: Value, mismatch: () => Error = incorrectOperand): Value {
  if (!old) return value;
  if (typeOf(old) !== typeOf(value)) throw mismatch();
  if (old.N !== undefined) return { N: addNumbers(old.N, value.N as string) };
  if (old.SS) return { SS: [...new Set([...old.SS, ...(value.SS ?? [])])] };
  if (old.NS) return { NS: [...new Set([...old.NS, ...(value.NS ?? [])])] };
  if (old.L) return { L: [...old.L, ...(value.L ?? [])] };
  if (!old.BS) throw mismatch();
  const present = new Set(old.BS.map(binaryText));
  return { BS: [...old.BS, ...(value.BS ?? []).filter((bytes) => !present.has(binaryText(bytes)))] };
}

/** DELETE: elements from a set; undefined when none is left. */
export function subtracted(old: Value, value: Value, mismatch: () => Error = incorrectOperand): Value | undefined {
  if (typeOf(old) !== typeOf(value)) throw mismatch();
  if (old.SS)
    return remaining(
      'SS',
      without(old.SS, value.SS ?? [], (text) => text),
    );
  if (old.NS)
    return remaining(
      'NS',
      without(old.NS, value.NS ?? [], (text) => text),
    );
  if (old.BS) return remaining('BS', without(old.BS, value.BS ?? [], binaryText));
  throw mismatch();
}

function without<Element>(
  from: readonly Element[],
  what: readonly Element[],
  textOf: (element: Element) => string,
): Element[] {
  const gone = new Set(what.map(textOf));
  return from.filter((element) => !gone.has(textOf(element)));
}

function remaining(type: 'SS' | 'NS' | 'BS', elements: readonly unknown[]): Value | undefined {
  return elements.length > 0 ? ({ [type]: elements } as unknown as Value) : undefined;
}

/** A copy of an item in which only what is written has been copied. */
class Draft {
  readonly item: Record<string, Value>;
  /** Containers that are copies already. */
  private readonly own = new Set<Value>();

  constructor(item: Item) {
    this.item = { ...item };
  }

  set(path: Path, value: Value): void {
    this.change(path, () => value);
  }

  remove(path: Path): void {
    this.change(path, () => undefined);
  }

  /** Puts what `next` makes of the value at the path; undefined removes it. */
  change(path: Path, next: (old: Value | undefined) => Value | undefined): void {
    const last = path[path.length - 1] as string | number;
    if (path.length === 1) return changeMember(this.item, path[0], next);
    const parent = this.container(path.slice(0, -1) as unknown as Path);
    if (typeof last === 'number') {
      if (!parent.L) throw invalidPath();
      changeElement(parent.L, last, next);
    } else {
      if (!parent.M) throw invalidPath();
      changeMember(parent.M, last, next);
    }
  }

  /** The map or list at a path, made writable together with everything above it. */
  private container(path: Path): Value {
    let value = this.writable(own(this.item, path[0]));
    setMember(this.item, path[0], value);
    for (const step of path.slice(1)) {
      const child = this.writable(typeof step === 'number' ? value.L?.[step] : own(value.M, step));
      if (typeof step === 'number') (value.L as Value[])[step] = child;
      else setMember(value.M as Record<string, Value>, step, child);
      value = child;
    }
    return value;
  }

  private writable(value: Value | undefined): Value {
    if (!value?.M && !value?.L) throw invalidPath();
    if (this.own.has(value)) return value;
    const copy: Value = value.M ? { M: { ...value.M } } : { L: [...(value.L ?? [])] };
    this.own.add(copy);
    return copy;
  }
}

function changeMember(
  members: Record<string, Value>,
  name: string,
  next: (old: Value | undefined) => Value | undefined,
): void {
  const value = next(own(members, name));
  if (value) setMember(members, name, value);
  else delete members[name];
}

function changeElement(list: Value[], index: number, next: (old: Value | undefined) => Value | undefined): void {
  const value = next(list[index]);
  if (!value) {
    if (index < list.length) list.splice(index, 1);
  } else if (index < list.length) list[index] = value;
  else list.push(value);
}
