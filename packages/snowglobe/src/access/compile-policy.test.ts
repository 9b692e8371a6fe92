import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileStoredPolicy } from './compile-policy.ts';

const keys = { values: () => undefined };
const covers = (text: string) =>
  compileStoredPolicy(text).statements.map((each) => [each.effect, each.covers('sqs:sendmessage', 'arn:x', keys)]);

it.each(['', '{', 'null', '[]', '7', '{"Statement":[]}'])(
  'a stored text that is no policy grants nothing: %s',
  (text) => expect(covers(text)).toEqual([]),
);

it('a statement that cannot be read grants nothing, and denies when it is a denial', () => {
  const Condition = { StringSmells: { 'aws:username': 'x' } };
  const statement = (Effect: string) => ({ Effect, Action: '*', Resource: '*', Condition });
  expect(
    covers(JSON.stringify({ Statement: [statement('Allow'), statement('Deny'), null, 'x', { Effect: 'Allow' }] })),
  ).toEqual([
    ['Allow', false],
    ['Deny', true],
    ['Allow', false],
    ['Allow', false],
    ['Allow', false],
  ]);
});

it('whatever is stored can be asked', () => {
  const member = fc.oneof(
    fc.constantFrom('*', 'sqs:*', 'arn:aws:sqs:*:*:*', '${aws:username}', '${', 'a:b', '', 'Bool', 'IpAddress', 'Null'),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const names = fc.constantFrom(
    'Effect',
    'Action',
    'NotAction',
    'Resource',
    'NotResource',
    'Principal',
    'NotPrincipal',
    'Condition',
    'Sid',
  );
  const statement = fc.dictionary(names, member);
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 4 }), (statements) => {
      expect(covers(JSON.stringify({ Version: '2012-10-17', Statement: statements }))).toHaveLength(statements.length);
    }),
  );
});
