import { describe, expect, it } from 'vitest';
import { compileCondition } from './compile-condition.ts';
import type { ConditionElement } from './policy-document.ts';

type Keys = Readonly<Record<string, readonly string[]>>;

const holds = (condition: ConditionElement, keys: Keys) =>
  compileCondition(condition, true)?.({ values: (name) => keys[name] });

describe('operators', () => {
  it.each<[string, string | string[], string, boolean]>([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringEquals', 'a', 'A', false],
    ['StringEqualsIgnoreCase', 'a', 'A', true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringLike', 'a*c?', 'abcd', true],
    ['StringNotLike', 'a*', 'b', true],
    ['NumericLessThan', '10', '9.5', true],
    ['NumericGreaterThanEquals', '10', '9', false],
    ['DateLessThan', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', true],
    ['DateGreaterThan', '1767225600', '2026-01-01T00:00:01Z', true],
    ['Bool', 'true', 'TRUE', true],
    ['BinaryEquals', 'QUJD', 'QUJD', true],
    ['IpAddress', '10.0.0.0/8', '10.1.2.3', true],
    ['IpAddress', '10.0.0.0/8', '11.1.2.3', false],
    ['IpAddress', '2001:db8::/32', '2001:db8:1::1', true],
    ['IpAddress', '2001:db8::/33', '2001:db8:8000::1', false],
    ['IpAddress', '::ffff:10.0.0.0/104', '::ffff:10.9.9.9', true],
    ['IpAddress', '10.0.0.0/8', '::1', false],
    ['IpAddress', '0.0.0.0/0', '1.2.3.4', true],
    ['IpAddress', '10.0.0.0/99', '10.0.0.0', false],
    ['NumericEquals', '1e2', '100', true],
    ['NumericLessThan', '10', 'many', false],
    ['NumericNotEquals', '10', 'many', true],
    ['DateEquals', '2026-01-01', '1767225600', true],
    ['DateLessThan', 'January 1, 2030', '2026-01-01', false],
    ['BinaryEquals', 'QUI', 'QUI=', true],
    ['NotIpAddress', '203.0.113.5', '203.0.113.5', false],
    ['ArnLike', 'arn:aws:sns:*:1:*', 'arn:aws:sns:us-east-1:1:topic', true],
    ['ArnEquals', 'arn:aws:sns:*:2:*', 'arn:aws:sns:us-east-1:1:topic', false],
    ['ArnNotLike', 'arn:aws:sns:*:2:*', 'arn:aws:sns:us-east-1:1:topic', true],
  ])('%s %s against %s: %s', (operator, policyValue, given, expected) => {
    expect(holds({ [operator]: { 'x:Key': policyValue } }, { 'x:key': [given] })).toBe(expected);
  });

  it('know no operator of another name', () => {
    expect(() => compileCondition({ StringSmells: { 'x:k': 'a' } }, true)).toThrow('StringSmells');
  });
});

describe('a key that the request does not have', () => {
  it.each([
    ['StringEquals', false],
    ['StringNotEquals', true],
    ['StringEqualsIfExists', true],
    ['ForAllValues:StringEquals', true],
    ['ForAnyValue:StringEquals', false],
  ])('%s: %s', (operator, expected) => {
    expect(holds({ [operator]: { 'x:k': 'a' } }, {})).toBe(expected);
  });

  it('is what Null asks for', () => {
    expect(holds({ Null: { 'x:k': 'true' } }, {})).toBe(true);
    expect(holds({ Null: { 'x:k': true } }, { 'x:k': ['a'] })).toBe(false);
    expect(holds({ Null: { 'x:k': 'false' } }, { 'x:k': ['a'] })).toBe(true);
  });
});

describe('a key with several values', () => {
  const keys = { 'aws:tagkeys': ['a', 'b'] };
  it.each([
    ['ForAllValues:StringEquals', ['a', 'b', 'c'], true],
    ['ForAllValues:StringEquals', ['a'], false],
    ['ForAnyValue:StringEquals', ['b', 'z'], true],
    ['ForAnyValue:StringEquals', ['z'], false],
    ['ForAllValues:StringNotEquals', ['z'], true],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], false],
  ])('%s %s: %s', (operator, values, expected) => {
    expect(holds({ [operator]: { 'aws:TagKeys': values } }, keys)).toBe(expected);
  });
});

it('every operator and key of a block must hold', () => {
  const condition = { StringEquals: { 'x:a': '1', 'x:b': '2' }, Bool: { 'x:c': 'true' } };
  expect(holds(condition, { 'x:a': ['1'], 'x:b': ['2'], 'x:c': ['true'] })).toBe(true);
  expect(holds(condition, { 'x:a': ['1'], 'x:b': ['3'], 'x:c': ['true'] })).toBe(false);
});

it('a variable is compared without case where the operator is', () => {
  const condition = { StringEqualsIgnoreCase: { 'x:owner': '${aws:username}' } };
  expect(holds(condition, { 'x:owner': ['bOB'], 'aws:username': ['Bob'] })).toBe(true);
});

it('a variable without a value takes its default', () => {
  const condition = { StringEquals: { 'x:team': "${aws:PrincipalTag/team, 'company-wide'}" } };
  expect(holds(condition, { 'x:team': ['company-wide'] })).toBe(true);
  expect(holds(condition, { 'x:team': ['snow'], 'aws:principaltag/team': ['snow'] })).toBe(true);
});

it.each(['constructor', '__proto__', 'toString'])('no operator and no key is called %s', (name) => {
  expect(() => compileCondition({ [name]: { 'x:k': 'a' } } as ConditionElement, true)).toThrow(
    'unknown condition operator',
  );
});
