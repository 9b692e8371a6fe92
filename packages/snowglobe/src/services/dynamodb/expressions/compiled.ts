import { AwsError } from '../../../contract/aws-error.ts';
import { validation } from '../errors.ts';
import { limits } from '../limits.ts';
import { checkedValue } from '../value-check.ts';
import { type Condition, operandsOf, partsOf } from './condition.ts';
import { type ParsedCondition, parseCondition } from './condition-parser.ts';
import { checkCondition, type Values } from './condition-values.ts';
import { type ExpressionKind, expressionError, Findings } from './findings.ts';
import { type Projection, parseProjection } from './projection.ts';
import type { Names } from './reader.ts';
import { type ParsedUpdate, parseUpdate } from './update-parser.ts';
import { checkUpdateValues } from './update-values.ts';

/** Parsed expressions by text and names. Pure results of their key, so that any globe may share them. */
class ExpressionCache<Parsed> {
  private readonly entries = new Map<string, Parsed>();
  private readonly capacity = 2000;

  get(text: string, names: Names, parse: () => Parsed): Parsed {
    let key = text;
    for (const name in names) key += `\n${name}\u0000${names[name]}`;
    let parsed = this.entries.get(key);
    if (parsed !== undefined) return parsed;
    if (this.entries.size >= this.capacity) this.entries.clear();
    parsed = parse();
    this.entries.set(key, parsed);
    return parsed;
  }
}

const conditionCaches: Readonly<Partial<Record<ExpressionKind, ExpressionCache<ParsedCondition>>>> = {
  ConditionExpression: new ExpressionCache(),
  FilterExpression: new ExpressionCache(),
  KeyConditionExpression: new ExpressionCache(),
};
const projections = new ExpressionCache<Projection>();
const updates = new ExpressionCache<ParsedUpdate>();

const noNames: Names = Object.freeze({});
const noValues: Values = Object.freeze({});

/** The names and values of one request, and which of them its expressions have used. */
export class Placeholders {
  readonly names: Names;
  readonly values: Values;
  private readonly usedNames: ReadonlySet<string>[] = [];
  private readonly usedValues: ReadonlySet<string>[] = [];

  /** Throws AWS's ValidationException for malformed names and values. */
  constructor(names: Names | undefined, values: Values | undefined) {
    this.names = names ? checkedNames(names) : noNames;
    this.values = values ? checkedValues(values) : noValues;
  }

  condition(kind: 'ConditionExpression' | 'FilterExpression' | 'KeyConditionExpression', text: string): Condition {
    checkLength(kind, text);
    const parsed = (conditionCaches[kind] as ExpressionCache<ParsedCondition>).get(text, this.names, () =>
      parseCondition(kind, text, this.names),
    );
    this.use(parsed);
    parsed.reader.findings.raise();
    checkCondition(parsed.condition, { kind, values: this.values, undefinedNames: parsed.reader.undefinedNames });
    checkOperandCounts(kind, parsed.condition);
    return parsed.condition;
  }

  projection(text: string): Projection {
    checkLength('ProjectionExpression', text);
    const parsed = projections.get(text, this.names, () => parseProjection(text, this.names));
    this.usedNames.push(parsed.usedNames);
    return parsed;
  }

  update(text: string): ParsedUpdate {
    checkLength('UpdateExpression', text);
    const parsed = updates.get(text, this.names, () => parseUpdate(text, this.names));
    this.use(parsed);
    const findings = new Findings('UpdateExpression', parsed.reader.findings);
    noteUndefined(parsed, this.values, findings);
    checkUpdateValues(parsed.actions, this.values, findings);
    findings.raise();
    return parsed;
  }

  /** Throws when a name or value was given that no expression uses. */
  requireAllUsed(): void {
    requireUsed('ExpressionAttributeNames', this.names, this.usedNames);
    requireUsed('ExpressionAttributeValues', this.values, this.usedValues);
  }

  private use({ usedNames, usedValues }: ParsedCondition | ParsedUpdate): void {
    this.usedNames.push(usedNames);
    this.usedValues.push(usedValues);
  }
}

function noteUndefined({ reader, usedValues }: ParsedUpdate, values: Values, findings: Findings): void {
  for (const name of reader.undefinedNames) {
    findings.add(
      'undefinedName',
      `An expression attribute name used in the document path is not defined; attribute name: ${name}`,
    );
  }
  for (const name of usedValues) {
    if (Object.hasOwn(values, name)) continue;
    findings.add(
      'undefinedValue',
      `An expression attribute value used in expression is not defined; attribute value: ${name}`,
    );
  }
}

function checkedNames(names: Names): Names {
  let empty = true;
  for (const key in names) {
    empty = false;
    if (!/^#[A-Za-z0-9_]+$/.test(key)) {
      throw validation(`ExpressionAttributeNames contains invalid key: Syntax error; key: "${key}"`);
    }
    if (names[key] === '') {
      throw validation(`ExpressionAttributeNames contains invalid value: Empty attribute name for key ${key}`);
    }
  }
  if (empty) throw validation('ExpressionAttributeNames must not be empty');
  return names;
}

function checkedValues(values: Values): Values {
  let empty = true;
  let changed: Record<string, Values[string]> | undefined;
  for (const key in values) {
    empty = false;
    if (!/^:[A-Za-z0-9_]+$/.test(key)) {
      throw validation(`ExpressionAttributeValues contains invalid key: Syntax error; key: "${key}"`);
    }
  }
  if (empty) throw validation('ExpressionAttributeValues must not be empty');
  for (const key in values) {
    const value = values[key] as Values[string];
    const checked = checkedPlaceholder(key, value);
    if (checked === value) continue;
    changed ??= { ...values };
    changed[key] = checked;
  }
  return changed ?? values;
}

function checkedPlaceholder(key: string, value: Values[string]): Values[string] {
  try {
    return checkedValue(value);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validation(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`);
  }
}

function requireUsed(what: string, given: object, used: readonly ReadonlySet<string>[]): void {
  const unused: string[] = [];
  for (const key in given) {
    if (!used.some((set) => set.has(key))) unused.push(key);
  }
  if (unused.length > 0)
    throw validation(`Value provided in ${what} unused in expressions: keys: {${unused.join(', ')}}`);
}

function checkLength(kind: ExpressionKind, text: string): void {
  if (text.length > limits.expressionBytes / 4 && Buffer.byteLength(text) > limits.expressionBytes) {
    throw expressionError(
      kind,
      `Expression size has exceeded the maximum allowed size; expression size: ${Buffer.byteLength(text)}`,
    );
  }
}

function checkOperandCounts(kind: ExpressionKind, condition: Condition): void {
  if (condition.kind === 'in' && condition.list.length > limits.inOperands) {
    throw expressionError(
      kind,
      `Incorrect number of operands for operator or function; operator or function: IN, number of operands: ${operandsOf(condition).length}`,
    );
  }
  for (const part of partsOf(condition)) checkOperandCounts(kind, part);
}
