import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AwsError } from '../../contract/aws-error.ts';
import { FakeType } from '../trial/fake-type.ts';
import { TrialGlobe } from '../trial/stack-test-globe.ts';

const word = fc.constantFrom(
  'Ref',
  'Fn::GetAtt',
  'Fn::Sub',
  'Fn::Join',
  'Fn::If',
  'Fn::Select',
  'Fn::FindInMap',
  'Fn::Cidr',
  'Condition',
  'constructor',
  '__proto__',
  'A',
  'Name',
  'Nested',
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('A', 'A.Arn', '${A}', '${A.Arn}${!x}', 'C', '{{resolve:ssm:x}}', 'AWS::NoValue', ''),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(word, tie('value'), { maxKeys: 3 }),
  ),
}));

const template = fc.record(
  {
    Parameters: fc.oneof(fc.constant({ P: { Type: 'String', Default: 'x' } }), value),
    Conditions: fc.oneof(fc.dictionary(word, value, { maxKeys: 2 }), value),
    Mappings: value,
    Rules: value,
    Outputs: value,
    Resources: fc.oneof(
      fc.record({
        A: fc.record(
          { Type: fc.constant('Test::Fake::Thing'), Properties: value, DependsOn: value, Condition: value },
          { requiredKeys: ['Type'] },
        ),
      }),
      value,
    ),
  },
  { requiredKeys: ['Resources'] },
);

/** The same functions, in a template that is well-formed otherwise. */
const wellFormed = value.map((Name) => ({
  Parameters: { P: { Type: 'String', Default: 'x' } },
  Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
  Resources: { A: { Type: 'Test::Fake::Thing' }, B: { Type: 'Test::Fake::Thing', Properties: { Name } } },
}));

it('whatever a template says, it is taken or refused in CloudFormation’s way', async () => {
  const answer = () => {
    throw new AwsError('ParameterNotFound', 'none');
  };
  const trial = new TrialGlobe({ types: [new FakeType('Test::Fake::Thing')], answer });
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.oneof(template, wellFormed), async (body) => {
      const outcome = await trial.prepare('s', JSON.stringify(body)).then(
        () => 'taken',
        (error: unknown) => (error instanceof AwsError ? error.code : String(error)),
      );
      outcomes.add(outcome);
      return outcome === 'taken' || outcome === 'ValidationError';
    }),
    { numRuns: 1_000 },
  );
  expect([...outcomes].sort()).toEqual(['ValidationError', 'taken']);
});
