import { describe, expect, it } from 'vitest';
import { AwsError } from '../../contract/aws-error.ts';
import type { InternalCall } from '../../contract/globe.ts';
import { FakeType } from '../trial/fake-type.ts';
import { TrialGlobe } from '../trial/stack-test-globe.ts';

const parameters: Readonly<Record<string, string>> = { '/size': '42', '/name:2': 'second' };

function answer({ service, operation, input }: InternalCall): unknown {
  const { Name = '' } = input as { readonly Name?: string };
  if (service !== 'ssm' || operation !== 'GetParameter') throw new Error(`${service} is not there`);
  const Value = parameters[Name];
  if (Value === undefined) throw new AwsError('ParameterNotFound', 'no such parameter');
  return { Parameter: { Value } };
}

const thing = (properties: object) => ({ Type: 'Test::Fake::Thing', Properties: properties });
const trialGlobe = () => new TrialGlobe({ types: [new FakeType('Test::Fake::Thing')], answer });

describe('SSM parameters', () => {
  const template = (name: string) => ({
    Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: name } },
    Resources: { A: thing({ Name: { Ref: 'P' } }) },
  });

  it('are read when the stack is prepared', async () => {
    const trial = trialGlobe();
    await trial.create('s', template('/size'));
    expect(trial.resources('s')[0]?.properties).toEqual({ Name: '42' });
  });

  it('give the version of the bootstrap stack though nothing was bootstrapped', async () => {
    const model = await trialGlobe().prepare('s', template('/cdk-bootstrap/hnb659fds/version'));
    expect(model.foreseen.get('A')).toEqual({ Name: '27' });
  });

  it('that do not exist are refused', async () => {
    await expect(trialGlobe().prepare('s', template('/none'))).rejects.toThrow('Unable to fetch parameters [/none]');
  });
});

describe('dynamic references', () => {
  it('are replaced within text, after everything else', async () => {
    const trial = trialGlobe();
    await trial.create('s', {
      Resources: { A: thing({ Name: { 'Fn::Sub': 'a {{resolve:ssm:/size}} and {{resolve:ssm:/name:2}}' } }) },
    });
    expect(trial.resources('s')[0]?.properties).toEqual({ Name: 'a 42 and second' });
  });

  it('that cannot be resolved are refused by name before anything is made', async () => {
    const template = { Resources: { A: thing({ Name: '{{resolve:secretsmanager:db:SecretString:password}}' }) } };
    await expect(trialGlobe().prepare('s', template)).rejects.toThrow(
      'Dynamic reference {{resolve:secretsmanager:db:SecretString:password}} cannot be resolved: secrets-manager is not there',
    );
  });
});

describe('a template', () => {
  it.each([
    [{ Hooks: {}, Resources: { A: thing({}) } }, 'Invalid template property or properties [Hooks]'],
    [{ Resources: {} }, 'Template format error: At least one Resources member must be defined.'],
    [{ Resources: { 'a-b': thing({}) } }, 'Template format error: Resource name a-b is non alphanumeric.'],
    [
      { Resources: { A: {} } },
      'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
    ],
    [{ Resources: { A: { ...thing({}), DeletionPolicy: 'Snapshot' } } }, 'does not support DeletionPolicy Snapshot'],
    [
      { Resources: { A: { ...thing({}), CreationPolicy: {} } } },
      "Invalid template resource property 'CreationPolicy' (in resource A)",
    ],
    [
      { Resources: { A: thing({}) }, Outputs: { X: { Value: { Ref: 'B' } } } },
      'Unresolved resource dependencies [B] in the Outputs block of the template',
    ],
    [
      { Resources: { A: { ...thing({}), DependsOn: 'B' } } },
      'Unresolved resource dependencies [B] in the Resources block of the template',
    ],
    [
      { Conditions: { C: { 'Fn::Equals': [{ Ref: 'A' }, 'x'] } }, Resources: { A: thing({}) } },
      'Cannot reference resources in the Conditions block',
    ],
  ])('%j is refused', async (template, message) => {
    await expect(trialGlobe().prepare('s', template)).rejects.toThrow(message);
  });

  it.each([
    ['AWS::Serverless-2016-10-31', 'Transform AWS::Serverless-2016-10-31 is not supported'],
    [['AWS::LanguageExtensions', 'Macro', 'Other'], 'Transforms Macro, Other are not supported'],
  ])('with the transform %j is refused for that alone', async (Transform, message) => {
    const F = { Type: 'AWS::Serverless::Function', Properties: { Unheard: { Ref: 'NotHere' } } };
    await expect(trialGlobe().prepare('s', { Transform, Globals: {}, Resources: { F } })).rejects.toMatchObject({
      code: 'ValidationError',
      message,
    });
  });

  it.each(['AWS::ApiGatewayV2::RouteResponse', 'AWS::ApiGatewayV2::IntegrationResponse', 'AWS::ApiGatewayV2::Model'])(
    'with %s is refused as AWS knows the type',
    async (Type) => {
      await expect(trialGlobe().prepare('s', { Resources: { A: { Type } } })).rejects.toThrow(
        `Resource type ${Type} is not supported`,
      );
    },
  );

  it('of many resources that are not supported is refused with one line for each type and property', async () => {
    const many = (Type: string, count: number, Properties = {}) =>
      Array.from({ length: count }, (_, n) => [`${Type.split('::')[2]}${n}`, { Type, Properties }]);
    const template = {
      Resources: Object.fromEntries([
        ...many('AWS::Glue::Database', 20, {}),
        ...many('AWS::Nothing::Here', 2),
        ...many('Test::Fake::Thing', 5, { Unheard: 1 }),
        ...many('AWS::SES::Template', 1),
      ]),
    };
    const refusal = await trialGlobe()
      .prepare('s', template)
      .then(String, (error: Error) => error.message);
    expect(refusal.replaceAll(/ \(line.*\)$/gm, '').split('\n')).toEqual([
      'Template error: 4 problems were found, nothing was changed',
      '- Resource type AWS::Glue::Database is not supported (20 resources: Database0, Database1, Database2, ...)',
      '- Template format error: Unrecognized resource types: [AWS::Nothing::Here] (2 resources: Here0, Here1)',
      '- Property Unheard of Test::Fake::Thing is not supported (5 resources: Thing0, Thing1, Thing2, ...)',
      '- Resource type AWS::SES::Template is not supported (resource Template0)',
    ]);
  });

  it('may refer to a resource only where its condition holds', async () => {
    const template = (stage: string) => ({
      Conditions: { IsProd: { 'Fn::Equals': [stage, 'prod'] } },
      Resources: {
        A: { ...thing({}), Condition: 'IsProd' },
        B: thing({ Name: { 'Fn::If': ['IsProd', { Ref: 'A' }, 'none'] } }),
      },
    });
    expect([...((await trialGlobe().prepare('s', template('prod'))).needs.get('B') ?? [])]).toEqual(['A']);
    expect((await trialGlobe().prepare('s', template('test'))).wanted).toEqual(['B']);
  });
});
