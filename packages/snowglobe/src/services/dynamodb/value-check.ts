import { base64, binaryText, type Item, setMember, type Value } from './attribute-value.ts';
import { emptyValue, invalidParameter, manyTypes, nestedTooDeep, validation } from './errors.ts';
import { limits } from './limits.ts';
import { canonicalNumber } from './number.ts';

/**
 * Checks a value as DynamoDB does and gives it with canonical numbers: the same object when nothing had to change.
 * Throws AWS's ValidationException.
 */
export function checkedValue(value: Value, depth = 1): Value {
  let type: string | undefined;
  let many = false;
  for (const name in value) {
    if ((value as unknown as Record<string, unknown>)[name] === undefined) continue;
    if (type !== undefined) many = true;
    type ??= name;
  }
  // Numbers are read before the types are counted: {S: "a", N: ""} is refused for its number.
  if (many) {
    if (value.N !== undefined) canonicalNumber(value.N);
    if (value.NS !== undefined) checkedNumbers(value.NS);
    throw manyTypes();
  }
  const check = type === undefined ? undefined : checks[type];
  if (!check) throw emptyValue();
  return check(value, depth);
}

/** Checks every attribute; the same object when nothing had to change. */
export function checkedItem(item: Item): Item {
  return checkedMembers(item, 1);
}

const checks: Readonly<Record<string, (value: Value, depth: number) => Value>> = {
  S: (value) => value,
  B: (value) => value,
  BOOL: (value) => value,
  NULL: (value) => {
    if (value.NULL !== true) throw invalidParameter('Null attribute value types must have the value of true');
    return value;
  },
  N: (value) => {
    const text = value.N as string;
    const canonical = canonicalNumber(text);
    return canonical === text ? value : { N: canonical };
  },
  SS: (value) => {
    const texts = value.SS ?? [];
    if (texts.length === 0) throw invalidParameter('An string set  may not be empty');
    if (new Set(texts).size !== texts.length) {
      throw invalidParameter(`Input collection [${texts.join(', ')}] contains duplicates.`);
    }
    return value;
  },
  NS: (value) => {
    const numbers = checkedNumbers(value.NS ?? []);
    if (numbers.length === 0) throw invalidParameter('An number set  may not be empty');
    return { NS: [...numbers] };
  },
  BS: (value) => {
    const blobs = value.BS ?? [];
    if (blobs.length === 0) throw invalidParameter('Binary sets should not be empty');
    if (new Set(blobs.map(binaryText)).size !== blobs.length) {
      throw invalidParameter(`Input collection [${blobs.map(base64).join(', ')}]of type BS contains duplicates.`);
    }
    return value;
  },
  L: (value, depth) => {
    if (depth > limits.nestingLevels) throw nestedTooDeep();
    const list = value.L ?? [];
    let changed: Value[] | undefined;
    for (let at = 0; at < list.length; at++) {
      const element = list[at] as Value;
      const checked = checkedValue(element, depth + 1);
      if (checked === element) continue;
      changed ??= [...list];
      changed[at] = checked;
    }
    return changed ? { L: changed } : value;
  },
  M: (value, depth) => {
    if (depth > limits.nestingLevels) throw nestedTooDeep();
    const members = value.M ?? {};
    const checked = checkedMembers(members, depth + 1);
    return checked === members ? value : { M: checked };
  },
};

function checkedMembers(members: Item, depth: number): Item {
  let changed: Record<string, Value> | undefined;
  for (const name in members) {
    const value = members[name] as Value;
    const checked = checkedValue(value, depth);
    if (checked === value) continue;
    changed ??= { ...members };
    setMember(changed, name, checked);
  }
  return changed ?? members;
}

function checkedNumbers(texts: readonly string[]): readonly string[] {
  const numbers = texts.map(canonicalNumber);
  if (new Set(numbers).size !== numbers.length) throw validation('Input collection contains duplicates');
  return numbers;
}
