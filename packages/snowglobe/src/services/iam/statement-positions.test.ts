import fc from 'fast-check';
import { expect, it } from 'vitest';
import { statementPositions } from './statement-positions.ts';

it('tells lines and columns of every statement', () => {
  const text =
    '{\n  "Version": "2012-10-17",\n  "Statement": [\n    {"Sid": "a]"},\n    {\n      "Sid": "b"\n    }\n  ]\n}';
  expect(statementPositions(text)).toEqual([
    { start: { Line: 4, Column: 5 }, end: { Line: 4, Column: 18 } },
    { start: { Line: 5, Column: 5 }, end: { Line: 7, Column: 6 } },
  ]);
});

it('a single statement needs no list', () => {
  expect(statementPositions('{"Statement":{"Sid":"x"}}')).toEqual([
    { start: { Line: 1, Column: 14 }, end: { Line: 1, Column: 25 } },
  ]);
});

it('what stands there is the statement, however the policy is written', () => {
  const statement = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }));
  const document = fc.tuple(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 })), fc.array(statement), fc.nat(3));
  fc.assert(
    fc.property(document, ([others, statements, indent]) => {
      const { Statement: _none, ...rest } = others;
      const text = JSON.stringify({ ...rest, Statement: statements }, undefined, indent);
      const lines = text.split('\n');
      const offset = ({ Line = 0, Column = 0 }) =>
        lines.slice(0, Line - 1).reduce((sum, line) => sum + line.length + 1, 0) + Column - 1;
      const found = statementPositions(text).map(({ start, end }) => text.slice(offset(start), offset(end)));
      expect(found.map((each) => JSON.parse(each) as unknown)).toEqual(JSON.parse(JSON.stringify(statements)));
    }),
  );
});
