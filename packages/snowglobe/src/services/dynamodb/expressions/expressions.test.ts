import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../contract/aws-error.ts';
import { Placeholders } from './compiled.ts';
import type { Condition, Operand } from './condition.ts';
import { satisfies } from './condition-evaluation.ts';
import { parseCondition } from './condition-parser.ts';
import { applyUpdate } from './update-application.ts';

const path = fc.constantFrom<Operand>(
  { kind: 'path', path: ['a'] },
  { kind: 'path', path: ['b', 'c'] },
  { kind: 'path', path: ['d', 1, 'e'] },
);
const value = fc.constantFrom<Operand>({ kind: 'value', name: ':v' }, { kind: 'value', name: ':w' });
const operand: fc.Arbitrary<Operand> = fc.oneof(
  path,
  value,
  path.map((of): Operand => ({ kind: 'size', of, count: 1 })),
);

const { condition } = fc.letrec<{ condition: Condition; leaf: Condition }>((tie) => ({
  leaf: fc.oneof(
    fc.record({
      kind: fc.constant('compare' as const),
      operator: fc.constantFrom('=', '<>', '<', '<=', '>', '>='),
      left: operand,
      right: operand,
    }),
    fc.record({ kind: fc.constant('between' as const), operand, lower: operand, upper: operand }),
    fc.record({ kind: fc.constant('in' as const), operand, list: fc.array(operand, { minLength: 1, maxLength: 3 }) }),
    fc.record({
      kind: fc.constant('function' as const),
      name: fc.constantFrom('begins_with', 'contains'),
      operands: fc.tuple(operand, operand),
    }),
  ) as fc.Arbitrary<Condition>,
  condition: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.record({ kind: fc.constant('not' as const), operand: tie('condition') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('condition'),
      right: tie('condition'),
    }),
  ) as fc.Arbitrary<Condition>,
}));

function printOperand(each: Operand): string {
  if (each.kind === 'value') return each.name;
  if (each.kind === 'size') return `size(${printOperand(each.of)})`;
  return each.path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('');
}

function print(each: Condition): string {
  switch (each.kind) {
    case 'and':
    case 'or':
      return `(${print(each.left)}) ${each.kind.toUpperCase()} (${print(each.right)})`;
    case 'not':
      return `NOT (${print(each.operand)})`;
    case 'compare':
      return `${printOperand(each.left)}${each.operator}${printOperand(each.right)}`;
    case 'between':
      return `${printOperand(each.operand)} between ${printOperand(each.lower)} and ${printOperand(each.upper)}`;
    case 'in':
      return `${printOperand(each.operand)} IN(${each.list.map(printOperand).join(',')})`;
    case 'function':
      return `${each.name} ( ${each.operands.map(printOperand).join(' , ')} )`;
  }
}

/** `read`, or the code of the error. Errors that are no AWS errors are thrown on. */
function outcome(read: () => unknown): string {
  try {
    read();
    return 'read';
  } catch (error) {
    if (error instanceof AwsError) return error.code;
    throw error;
  }
}

describe('expressions', () => {
  it('are read as they were meant: a printed condition parses to itself', () => {
    fc.assert(
      fc.property(condition, (meant) => {
        expect(parseCondition('FilterExpression', print(meant), {}).condition).toEqual(meant);
      }),
    );
  });

  it('never hang or crash the parser: any text is read or refused as a ValidationException', () => {
    const word = fc.constantFrom(
      'a',
      '#n',
      ':v',
      '(',
      ')',
      '[',
      ']',
      '0',
      '.',
      ',',
      '=',
      '<>',
      '+',
      'AND',
      'NOT',
      'BETWEEN',
      'IN',
      'SET',
      'REMOVE',
      'ADD',
      'size',
      'if_not_exists',
      '"',
      'ü',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), fc.constantFrom(' ', ''), (words, gap) => {
        const text = words.join(gap);
        const placeholders = new Placeholders({ '#n': 'n' }, { ':v': { S: 'v' } });
        const reads = [
          () => placeholders.condition('FilterExpression', text),
          () => placeholders.update(text),
          () => placeholders.projection(text),
        ];
        expect(['read', 'ValidationException']).toEqual(expect.arrayContaining(reads.map(outcome)));
      }),
    );
  });

  it.each([
    ['a > 4', 'Syntax error; token: "4", near: "> 4"'],
    ['a in b', 'Syntax error; token: "b", near: "in b"'],
    ['a=a and a > ((b))', 'The expression has redundant parentheses;'],
    ['whatever(a)', 'Invalid function name; function: whatever'],
    ['size(a)', 'The function is not allowed to be used this way in an expression; function: size'],
    [':a < abOrT', 'Attribute name is a reserved keyword; reserved keyword: abOrT'],
    ['#x = :a', 'An expression attribute name used in the document path is not defined; attribute name: #x'],
    ['a = :b', 'An expression attribute value used in expression is not defined; attribute value: :b'],
    [
      'contains(a)',
      'Incorrect number of operands for operator or function; operator or function: contains, number of operands: 1',
    ],
    [
      'begins_with(a, :a)',
      'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
    ],
    ['attribute_exists(:a)', 'Operator or function requires a document path; operator or function: attribute_exists'],
    [
      'a.b[1] <> a.b[1]',
      'The first operand must be distinct from the remaining operands for this operator or function; operator: <>, first operand: [a, b, [1]]',
    ],
  ])('refuse %j with the words of AWS', (text, message) => {
    const placeholders = new Placeholders(undefined, { ':a': { N: '1' } });
    expect(() => placeholders.condition('FilterExpression', text)).toThrow(`Invalid FilterExpression: ${message}`);
  });

  it('find names and values that no expression uses', () => {
    const placeholders = new Placeholders({ '#a': 'a', '#b': 'b' }, { ':a': { S: 'a' }, ':b': { S: 'b' } });
    placeholders.condition('ConditionExpression', '#a = :a AND c = :b');
    expect(() => placeholders.requireAllUsed()).toThrow(
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}',
    );
  });

  it('compare sets without order, numbers by value, and a missing attribute with nothing', () => {
    const holds = (text: string) => {
      const placeholders = new Placeholders(undefined, {
        ':s': { SS: ['b', 'a'] },
        ':n': { N: '1.0' },
        ':t': { S: 'x' },
      });
      const parsed = placeholders.condition('FilterExpression', text);
      return satisfies({ s: { SS: ['a', 'b'] }, n: { N: '1' }, l: { L: [{ S: 'x' }] } }, parsed, placeholders.values);
    };
    expect(holds('s = :s')).toBe(true);
    expect(holds('n = :n')).toBe(true);
    expect(holds('absent = :t')).toBe(false);
    expect(holds('absent <> :t')).toBe(true);
    expect(holds('contains(l, :t) AND size(l) = :n')).toBe(true);
    expect(holds('n > :t OR n < :t')).toBe(false);
  });

  it('compute all values from the item as it was, and remove list elements last', () => {
    const placeholders = new Placeholders(undefined, { ':one': { N: '1' }, ':new': { S: 'new' } });
    const { actions } = placeholders.update('SET a = b, b = a, l[9] = :new, n = n + :one REMOVE l[0], l[1]');
    const before = { a: { S: 'a' }, b: { S: 'b' }, n: { N: '41' }, l: { L: [{ S: '0' }, { S: '1' }, { S: '2' }] } };
    expect(applyUpdate(before, actions, placeholders.values)).toEqual({
      a: { S: 'b' },
      b: { S: 'a' },
      n: { N: '42' },
      l: { L: [{ S: '2' }, { S: 'new' }] },
    });
    expect(before.l.L).toHaveLength(3);
  });
});
