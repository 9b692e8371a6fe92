import { conditionOperators } from './condition-operators.ts';
import type { KeySource } from './glob.ts';
import { type ConditionElement, listOf } from './policy-document.ts';

/** True when a request satisfies every operator and key of a condition block. */
export type ConditionTest = (keys: KeySource) => boolean;

type SetPrefix = 'one' | 'forallvalues' | 'foranyvalue';

interface OperatorName {
  readonly set: SetPrefix;
  readonly operator: string;
  readonly ifExists: boolean;
}

/** Reads `ForAllValues:StringEqualsIfExists`; undefined when there is no such operator. */
export function parseOperator(name: string): OperatorName | undefined {
  const [, prefix, body = ''] = /^(?:(ForAllValues|ForAnyValue):)?(.+)$/i.exec(name) ?? [];
  const ifExists = /ifexists$/i.test(body);
  const operator = body.toLowerCase().replace(/ifexists$/, '');
  const set = (prefix?.toLowerCase() ?? 'one') as SetPrefix;
  if (operator === 'null') return ifExists ? undefined : { set, operator, ifExists };
  return Object.hasOwn(conditionOperators, operator) ? { set, operator, ifExists } : undefined;
}

/** Compiles a Condition element; throws when it is none, or names an operator that does not exist. */
export function compileCondition(element: ConditionElement | undefined, variables: boolean): ConditionTest | undefined {
  const tests: ConditionTest[] = [];
  if (element !== undefined && !isObject(element)) throw new Error('a condition is an object');
  for (const [name, block] of Object.entries(element ?? {})) {
    const parsed = parseOperator(name);
    if (!parsed) throw new Error(`unknown condition operator ${name}`);
    if (!isObject(block)) throw new Error(`${name} must be an object`);
    for (const [key, values] of Object.entries(block)) {
      tests.push(compileKey(parsed, key.toLowerCase(), listOf(values).map(String), variables));
    }
  }
  if (tests.length <= 1) return tests[0];
  return (keys) => tests.every((test) => test(keys));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compileKey(
  name: OperatorName,
  key: string,
  policyValues: readonly string[],
  variables: boolean,
): ConditionTest {
  if (name.operator === 'null') {
    return (keys) => policyValues.includes(String((keys.values(key)?.length ?? 0) === 0));
  }
  const operator = conditionOperators[name.operator];
  if (!operator) throw new Error(`unknown condition operator ${name.operator}`);
  const patterns = policyValues.map((value) => operator.compile(value, variables));
  const matches = (given: string, keys: KeySource) => patterns.some((pattern) => pattern(given, keys));
  return setTests[name.set](key, matches, operator.negated, name.ifExists);
}

type ValueTest = (given: string, keys: KeySource) => boolean;

/** How a key with several values is judged. AWS: IAM User Guide, "Set operators for multivalued context keys". */
const setTests: Readonly<
  Record<SetPrefix, (key: string, matches: ValueTest, negated: boolean, ifExists: boolean) => ConditionTest>
> = {
  one: (key, matches, negated, ifExists) => (keys) => {
    const given = keys.values(key);
    if (given === undefined) return negated || ifExists;
    return given.some((value) => matches(value, keys)) !== negated;
  },
  forallvalues: (key, matches, negated) => (keys) =>
    (keys.values(key) ?? []).every((value) => matches(value, keys) !== negated),
  foranyvalue: (key, matches, negated, ifExists) => (keys) => {
    const given = keys.values(key);
    if (given === undefined) return ifExists;
    return given.some((value) => matches(value, keys) !== negated);
  },
};
