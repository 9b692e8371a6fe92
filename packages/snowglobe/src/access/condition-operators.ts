import { compileArnPattern } from './arn-pattern.ts';
import { compilePattern, type Pattern } from './glob.ts';
import { compileNetwork } from './ip-network.ts';

/** Compiles one value of a policy into a test of one value of the request. */
type ValueCompiler = (policyValue: string, variables: boolean) => Pattern;

export interface ConditionOperator {
  readonly compile: ValueCompiler;
  /** The condition holds when no policy value matches. */
  readonly negated: boolean;
}

const text =
  (options: { wildcards: boolean; ignoreCase?: boolean }): ValueCompiler =>
  (value, variables) =>
    compilePattern(value, { ...options, variables });

const numeric =
  (compare: (request: number, policy: number) => boolean): ValueCompiler =>
  (value) => {
    const wanted = numberOf(value);
    return (given) => compare(numberOf(given), wanted);
  };

/** NaN, which compares with nothing, for what is no decimal number. */
function numberOf(value: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : Number.NaN;
}

const date =
  (compare: (request: number, policy: number) => boolean): ValueCompiler =>
  (value) => {
    const wanted = instantOf(value);
    return (given) => compare(instantOf(given), wanted);
  };

const isoForm = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** Epoch seconds, or a date as the W3C profiles ISO 8601 (a year alone is epoch seconds), as epoch ms; NaN for anything else. */
function instantOf(value: string): number {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  if (!isoForm.test(value)) return Number.NaN;
  const hasZone = !value.includes('T') || /(Z|[+-]\d\d:\d\d)$/.test(value);
  return Date.parse(hasZone ? value : `${value}Z`);
}

const equal = (a: number, b: number) => a === b;
const less = (a: number, b: number) => a < b;
const lessOrEqual = (a: number, b: number) => a <= b;
const greater = (a: number, b: number) => a > b;
const greaterOrEqual = (a: number, b: number) => a >= b;

const bool: ValueCompiler = (value) => {
  const wanted = value.toLowerCase();
  return (given) => given.toLowerCase() === wanted;
};

/** Compares bytes, whatever way their base64 is written. */
const binary: ValueCompiler = (value) => {
  const wanted = Buffer.from(value, 'base64').toString('latin1');
  return (given) => Buffer.from(given, 'base64').toString('latin1') === wanted;
};

const ipAddress: ValueCompiler = (value) => compileNetwork(value) ?? (() => false);

const arn: ValueCompiler = (value, variables) => compileArnPattern(value, variables);

const is = (compile: ValueCompiler): ConditionOperator => ({ compile, negated: false });
const isNot = (compile: ValueCompiler): ConditionOperator => ({ compile, negated: true });

/** Every operator but Null, without set prefix and IfExists suffix; names in lower case, as AWS ignores their case. */
export const conditionOperators: Readonly<Record<string, ConditionOperator>> = {
  stringequals: is(text({ wildcards: false })),
  stringnotequals: isNot(text({ wildcards: false })),
  stringequalsignorecase: is(text({ wildcards: false, ignoreCase: true })),
  stringnotequalsignorecase: isNot(text({ wildcards: false, ignoreCase: true })),
  stringlike: is(text({ wildcards: true })),
  stringnotlike: isNot(text({ wildcards: true })),
  numericequals: is(numeric(equal)),
  numericnotequals: isNot(numeric(equal)),
  numericlessthan: is(numeric(less)),
  numericlessthanequals: is(numeric(lessOrEqual)),
  numericgreaterthan: is(numeric(greater)),
  numericgreaterthanequals: is(numeric(greaterOrEqual)),
  dateequals: is(date(equal)),
  datenotequals: isNot(date(equal)),
  datelessthan: is(date(less)),
  datelessthanequals: is(date(lessOrEqual)),
  dategreaterthan: is(date(greater)),
  dategreaterthanequals: is(date(greaterOrEqual)),
  bool: is(bool),
  binaryequals: is(binary),
  ipaddress: is(ipAddress),
  notipaddress: isNot(ipAddress),
  arnequals: is(arn),
  arnlike: is(arn),
  arnnotequals: isNot(arn),
  arnnotlike: isNot(arn),
};
