import { type Double, double, integer, numberOf } from '../../numbers/double.ts';
import { calculate, compareNumbers } from '../arithmetic.ts';
import { javaEquals } from '../equality.ts';
import { VelocityRenderError } from '../errors.ts';
import { hashOf } from '../hash.ts';
import { textOf } from '../value-text.ts';
import { type Value } from '../values.ts';
import { forms, getter, type Methods, method } from './overload.ts';

type NumberValue = number | bigint | Double;

/** java.lang.NumberFormatException */
function noNumber(text: string): never {
  throw new VelocityRenderError(`For input string: ${JSON.stringify(text)}`);
}

const bits = { int: 31n, long: 63n };

function parseWhole(text: string, size: keyof typeof bits): Value {
  if (!/^[+-]?\d{1,19}$/.test(text)) noNumber(text);
  const value = BigInt(text.replace(/^\+/, ''));
  const bound = 1n << bits[size];
  if (value >= bound || value < -bound) noNumber(text);
  return integer(value);
}

function parseReal(text: string): Value {
  if (!/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?\s*$/.test(text)) noNumber(text);
  return double(Number.parseFloat(text));
}

function whole(value: NumberValue): Value {
  return typeof value === 'bigint' ? value : integer(BigInt(Math.trunc(numberOf(value)) || 0));
}

/** As java.lang.Number and what Integer, Long and Double have of their own; static methods are called on any number. */
const numberMethods: Methods<NumberValue> = {
  compareTo: method(['number'], (self, [other]) => compareNumbers(self, other)),
  doubleValue: getter((self) => double(numberOf(self))),
  equals: method(['any'], (self, [other], run) => javaEquals(self, other, run)),
  floatValue: getter((self) => double(Math.fround(numberOf(self)))),
  hashCode: getter((self, run) => hashOf(self, run)),
  intValue: getter(whole),
  longValue: getter(whole),
  max: method(['number', 'number'], (_self, [one, other]) => (compareNumbers(one, other) >= 0 ? one : other)),
  min: method(['number', 'number'], (_self, [one, other]) => (compareNumbers(one, other) <= 0 ? one : other)),
  sum: method(['number', 'number'], (_self, [one, other]) => calculate('+', one, other)),
  toString: forms<NumberValue>(
    { takes: [], run: (self, _args, run) => textOf(self, run) },
    { takes: ['any'], run: (_self, [value], run) => textOf(value, run) },
  ),
};

export const integerMethods: Methods<NumberValue> = {
  ...numberMethods,
  parseInt: method(['text'], (_self, [text]) => parseWhole(text, 'int')),
  parseLong: method(['text'], (_self, [text]) => parseWhole(text, 'long')),
  toBinaryString: method(['int'], (_self, [value]) => (value >>> 0).toString(2)),
  toHexString: method(['int'], (_self, [value]) => (value >>> 0).toString(16)),
  valueOf: forms<NumberValue>(
    { takes: ['text'], run: (_self, [text]) => parseWhole(text, 'int') },
    { takes: ['number'], run: (_self, [value]) => value },
  ),
};

export const doubleMethods: Methods<NumberValue> = {
  ...numberMethods,
  isInfinite: getter((self) => Math.abs(numberOf(self)) === Infinity),
  isNaN: getter((self) => Number.isNaN(numberOf(self))),
  parseDouble: method(['text'], (_self, [text]) => parseReal(text)),
  valueOf: forms<NumberValue>(
    { takes: ['text'], run: (_self, [text]) => parseReal(text) },
    { takes: ['number'], run: (_self, [value]) => double(numberOf(value)) },
  ),
};

export const booleanMethods: Methods<boolean> = {
  booleanValue: getter((self) => self),
  compareTo: method(['any'], (self, [other]) => Number(self) - Number(other === true)),
  equals: method(['any'], (self, [other]) => self === other),
  hashCode: getter((self, run) => hashOf(self, run)),
  parseBoolean: method(['any'], (_self, [text]) => typeof text === 'string' && text.toLowerCase() === 'true'),
  toString: getter(String),
};
