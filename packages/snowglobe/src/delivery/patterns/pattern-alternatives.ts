import { InvalidPattern } from './invalid-pattern.ts';
import { compileRule, isOperator, type ValueRule } from './value-rules.ts';

/** What one way of matching asks: for each path of field names, joined by dots, the rules of which one must hold. */
export type Alternative = ReadonlyMap<string, readonly ValueRule[]>;

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** `$or` over whole patterns. A field that happens to be called so is told apart by the members of its list. */
function isOr(value: unknown): value is readonly JsonObject[] {
  if (!Array.isArray(value) || value.length < 2) return false;
  return value.every(
    (member) => isObject(member) && Object.keys(member).length > 0 && !Object.keys(member).some(isOperator),
  );
}

function compileList(name: string, value: unknown): readonly ValueRule[] {
  if (!Array.isArray(value)) throw new InvalidPattern(`"${name}" must be an object or an array`);
  if (value.length === 0) throw new InvalidPattern('Empty arrays are not allowed');
  return value.map(compileRule);
}

function ofField(prefix: string, name: string, value: unknown): readonly Alternative[] {
  if (name === '$or' && isOr(value)) return value.flatMap((member) => alternativesOf(member, prefix));
  const path = prefix + name;
  if (!isObject(value)) return [new Map([[path, compileList(name, value)]])];
  if (Object.keys(value).length === 0) throw new InvalidPattern('Empty objects are not allowed');
  return alternativesOf(value, `${path}.`);
}

/**
 * The ways in which a pattern can match: what `$or` says is multiplied out. Where the same path is asked for twice, what is said
 * later stands, as in AWS's matcher. Throws InvalidPattern.
 */
export function alternativesOf(pattern: JsonObject, prefix = ''): readonly Alternative[] {
  let alternatives: readonly Alternative[] = [new Map()];
  for (const [name, value] of Object.entries(pattern)) {
    const choices = ofField(prefix, name, value);
    alternatives = alternatives.flatMap((before) => choices.map((choice) => new Map([...before, ...choice])));
  }
  return alternatives;
}
