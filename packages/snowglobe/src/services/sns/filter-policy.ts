import { compileEventPattern, type EventPattern } from '../../delivery/patterns/event-pattern.ts';
import { InvalidPattern } from '../../delivery/patterns/invalid-pattern.ts';
import { invalidParameter } from './errors.ts';
import { filterLimits } from './limits.ts';
import type { StoredAttribute, StoredAttributes, SubscriptionRow } from './tables.ts';

export type FilterScope = 'MessageAttributes' | 'MessageBody';

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html: SNS's part of what event patterns can ask. */
const operators = ['anything-but', 'cidr', 'equals-ignore-case', 'exists', 'numeric', 'prefix', 'suffix'];
const isOr = (name: string, value: unknown): value is readonly JsonObject[] =>
  name === '$or' && Array.isArray(value) && value.length > 1 && value.every(isObject);

function parsed(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidPattern('failed to parse JSON.');
  }
  if (!isObject(value)) throw new InvalidPattern('Filter is not an object');
  return value;
}

function checkRule(rule: unknown): void {
  if (typeof rule === 'number' && Math.abs(rule) > filterLimits.maximumNumber) {
    throw new InvalidPattern('Value must be between -1.0E9 and 1.0E9, inclusive');
  }
  if (!isObject(rule)) return;
  const unknown = Object.keys(rule).find((name) => !operators.includes(name));
  if (unknown !== undefined) throw new InvalidPattern(`Unrecognized match type ${unknown}`);
  const negated = rule['anything-but'];
  if (isObject(negated) && 'wildcard' in negated)
    throw new InvalidPattern('Unsupported anything-but pattern: wildcard');
}

/** AWS's measure of a policy: the product of the values of each key, each times the depth of the key. */
function combinations(policy: JsonObject, scope: FilterScope, depth = 1): number {
  let product = 1;
  for (const [name, value] of Object.entries(policy)) {
    if (isOr(name, value)) {
      product *= value.reduce((sum, choice) => sum + combinations(choice, scope, depth), 0);
    } else if (isObject(value)) {
      if (scope === 'MessageAttributes') throw nested();
      product *= combinations(value, scope, depth + 1);
    } else if (Array.isArray(value)) {
      value.forEach(checkRule);
      product *= value.length * depth;
    }
  }
  return product;
}

const nested = () => new NestedPolicy('Filter policy scope MessageAttributes does not support nested filter policy');

/** Refused without the prefix that the other refusals have. */
class NestedPolicy extends Error {
  override readonly name = 'NestedPolicy';
}

/** Checks a filter policy. `where` begins the refusal. Throws InvalidParameter. */
export function checkFilterPolicy(text: string, scope: FilterScope, where = ''): void {
  try {
    const policy = parsed(text);
    if (Object.keys(policy).length > filterLimits.maximumKeys) {
      throw new InvalidPattern('Filter policy can not have more than 5 keys');
    }
    const product = combinations(policy, scope);
    compileEventPattern(policy);
    if (product > filterLimits.maximumCombinations) throw new InvalidPattern('Filter policy is too complex');
  } catch (error) {
    if (error instanceof InvalidPattern) throw invalidParameter(`${where}FilterPolicy: ${error.message}`);
    if (error instanceof NestedPolicy) throw invalidParameter(`${where}${error.message}`);
    throw error;
  }
}

function attributeValue({ dataType, stringValue = '' }: StoredAttribute): unknown {
  if (dataType.startsWith('Number')) return Number(stringValue);
  if (dataType === 'String.Array') return JSON.parse(stringValue) as unknown;
  return dataType.startsWith('String') ? stringValue : undefined;
}

/** What a policy of attributes is matched against; undefined when there is nothing that it could match. */
function attributesSubject(attributes: StoredAttributes): JsonObject | undefined {
  const values = Object.entries(attributes).map(([name, attribute]) => [name, attributeValue(attribute)] as const);
  // AWS: an empty set of attributes matches no policy, not even one that asks for their absence.
  return values.length === 0 ? undefined : Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function bodySubject(message: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(message);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const compiled = new WeakMap<SubscriptionRow, EventPattern>();

function patternOf(subscription: SubscriptionRow, text: string): EventPattern {
  let pattern = compiled.get(subscription);
  if (!pattern) {
    pattern = compileEventPattern(text);
    compiled.set(subscription, pattern);
  }
  return pattern;
}

export interface Filterable {
  readonly message: string;
  readonly attributes: StoredAttributes;
}

/** Whether a subscription wants a message. */
export function accepts(subscription: SubscriptionRow, { message, attributes }: Filterable): boolean {
  const text = subscription.attributes.FilterPolicy;
  if (text === undefined) return true;
  const byBody = subscription.attributes.FilterPolicyScope === 'MessageBody';
  const subject = byBody ? bodySubject(message) : attributesSubject(attributes);
  return subject !== undefined && patternOf(subscription, text).matches(subject);
}
