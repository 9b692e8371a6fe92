import { BlockList, isIP } from 'node:net';
import { compileArnPattern } from './arn-pattern.ts';
import { compilePattern, type Pattern } from './glob.ts';

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
    const wanted = Number(value);
    return (given) => given !== '' && compare(Number(given), wanted);
  };

const date =
  (compare: (request: number, policy: number) => boolean): ValueCompiler =>
  (value) => {
    const wanted = instantOf(value);
    return (given) => compare(instantOf(given), wanted);
  };

/** Epoch seconds or ISO 8601, as epoch ms. */
function instantOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
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

const ipAddress: ValueCompiler = (value) => {
  const [network = '', length] = value.split('/');
  const version = isIP(network);
  if (version === 0) return () => false;
  const family = version === 6 ? 'ipv6' : 'ipv4';
  const block = new BlockList();
  block.addSubnet(network, length === undefined ? (version === 6 ? 128 : 32) : Number(length), family);
  return (given) => {
    const givenVersion = isIP(given);
    return givenVersion !== 0 && block.check(given, givenVersion === 6 ? 'ipv6' : 'ipv4');
  };
};

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
  binaryequals: is(text({ wildcards: false })),
  ipaddress: is(ipAddress),
  notipaddress: isNot(ipAddress),
  arnequals: is(arn),
  arnlike: is(arn),
  arnnotequals: isNot(arn),
  arnnotlike: isNot(arn),
};
