import { describe, expect, it } from 'vitest';
import { createEvaluation, type ModelInputs } from '../engine/stack-model.ts';
import type { Json } from '../json.ts';
import { Problems } from '../template/problems.ts';
import { readTemplate } from '../template/read-template.ts';
import { checkRules } from '../template/rules.ts';
import { readSections } from '../template/template.ts';
import { evaluate } from './evaluate.ts';
import { unknown } from './value.ts';

const sections = {
  Parameters: { Stage: { Type: 'String' }, Zones: { Type: 'CommaDelimitedList' }, Count: { Type: 'Number' } },
  Mappings: { Sizes: { prod: { memory: 512, names: ['a', 'b'] } } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsTest: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    Both: { 'Fn::And': [{ Condition: 'IsProd' }, { 'Fn::Equals': [1, '1'] }] },
    Either: { 'Fn::Or': [{ Condition: 'IsTest' }, { Condition: 'IsProd' }] },
  },
  Resources: { Made: { Type: 'Custom::Thing' }, Later: { Type: 'Custom::Thing' } },
};

function evaluationOf(more: object = {}) {
  const document = readTemplate(JSON.stringify({ ...sections, ...more }));
  const inputs: ModelInputs = {
    document,
    template: readSections(document.value, new Problems()),
    identity: {
      stackName: 'shop',
      stackId: 'arn:shop',
      scope: { account: '123456789012', region: 'eu-west-1' },
      notificationArns: [],
    },
    parameters: [
      { name: 'Stage', text: 'prod', noEcho: false },
      { name: 'Zones', text: 'a, b ,c', noEcho: false },
      { name: 'Count', text: '3', noEcho: false },
    ],
    types: new Map(),
    exportValue: (name) => ({ 'net-vpc': 'vpc-1' })[name],
  };
  return createEvaluation(inputs, {
    resource: (id) =>
      id === 'Later'
        ? unknown
        : { ref: `ref-${id}`, attribute: (name) => (name === 'Absent' ? undefined : `${id}.${name}`) },
    fail: (message) => {
      throw new Error(message);
    },
    failUnresolved: (name) => {
      throw new Error(`unresolved ${name}`);
    },
  });
}

const result = (expression: Json) => evaluate(expression, evaluationOf(), ['Resources']);

describe('an intrinsic function', () => {
  it.each<[Json, unknown]>([
    [{ Ref: 'Stage' }, 'prod'],
    [{ Ref: 'Zones' }, ['a', 'b', 'c']],
    [{ Ref: 'AWS::Region' }, 'eu-west-1'],
    [{ Ref: 'Made' }, 'ref-Made'],
    [{ 'Fn::GetAtt': ['Made', 'Endpoint.Port'] }, 'Made.Endpoint.Port'],
    [{ 'Fn::GetAtt': 'Made.Arn' }, 'Made.Arn'],
    [{ 'Fn::Sub': '${AWS::StackName}/${Made}/${Made.Arn}/${!Stage}/$x' }, 'shop/ref-Made/Made.Arn/${Stage}/$x'],
    [{ 'Fn::Sub': ['${Own}-${Stage}', { Own: { Ref: 'Count' } }] }, '3-prod'],
    [{ 'Fn::Join': ['-', ['a', 1, { Ref: 'Stage' }]] }, 'a-1-prod'],
    [{ 'Fn::Join': [',', { Ref: 'Zones' }] }, 'a,b,c'],
    [{ 'Fn::Split': ['|', 'a|b|'] }, ['a', 'b', '']],
    [{ 'Fn::Select': ['1', { Ref: 'Zones' }] }, 'b'],
    [{ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, 512],
    [{ 'Fn::FindInMap': ['Sizes', 'beta', 'memory', { DefaultValue: { Ref: 'Count' } }] }, '3'],
    [{ 'Fn::ImportValue': { 'Fn::Sub': 'net-vpc' } }, 'vpc-1'],
    [{ 'Fn::Base64': 'grün' }, 'Z3LDvG4='],
    [{ 'Fn::If': ['IsProd', 'yes', { Ref: 'Nowhere' }] }, 'yes'],
    [{ 'Fn::If': ['IsTest', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Both', 1, 2] }, 1],
    [{ 'Fn::If': ['Either', 1, 2] }, 1],
    [{ 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    [{ 'Fn::GetAZs': 'us-west-1' }, ['us-west-1a', 'us-west-1b']],
    [{ 'Fn::Cidr': ['10.0.0.0/16', 3, 8] }, ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    [{ 'Fn::Length': { Ref: 'Zones' } }, 3],
    [{ 'Fn::ToJsonString': { a: { Ref: 'Stage' } } }, '{"a":"prod"}'],
    [{ a: { Ref: 'AWS::NoValue' }, b: ['x', { Ref: 'AWS::NoValue' }] }, { b: ['x'] }],
    [{ Condition: 'not a function here' }, { Condition: 'not a function here' }],
    [
      { Ref: 'Stage', and: 'more' },
      { Ref: 'Stage', and: 'more' },
    ],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Later' }]] }, unknown],
    [{ 'Fn::Sub': '${Later.Arn}' }, unknown],
    [
      ['a', { 'Fn::GetAtt': 'Later.Arn' }],
      ['a', unknown],
    ],
  ])('%j', (expression, expected) => {
    expect(result(expression)).toEqual(expected);
  });

  it.each<[Json, string]>([
    [{ Ref: 'Nowhere' }, 'unresolved Nowhere'],
    [{ 'Fn::Sub': '${Nowhere.Arn}' }, 'unresolved Nowhere'],
    [{ 'Fn::Sub': '${a b}' }, 'variable names in Fn::Sub syntax must contain only alphanumeric characters'],
    [{ 'Fn::GetAtt': ['Nowhere', 'Arn'] }, 'instance of Fn::GetAtt references undefined resource Nowhere'],
    [{ 'Fn::GetAtt': ['Made', 'Absent'] }, 'Attribute Absent of resource Made has no value'],
    [
      { 'Fn::FindInMap': ['Nothing', 'a', 'b'] },
      "Mapping named 'Nothing' is not present in the 'Mappings' section of template.",
    ],
    [{ 'Fn::FindInMap': ['Sizes', 'prod', 'b'] }, 'Unable to get mapping for Sizes::prod::b'],
    [{ 'Fn::Select': [7, ['a']] }, 'Fn::Select cannot select nonexistent value at index 7'],
    [{ 'Fn::ImportValue': 'nothing' }, 'No export named nothing found'],
    [{ 'Fn::If': ['Unheard', 1, 2] }, 'Unresolved condition dependency Unheard in the Resources block of the template'],
    [{ 'Fn::Transform': { Name: 'AWS::Include' } }, 'Fn::Transform is not supported'],
    [{ 'Fn::Join': ['a'] }, 'every Fn::Join object requires two parameters'],
  ])('%j is refused', (expression, message) => {
    expect(() => result(expression)).toThrow(message);
  });
});

describe('rules', () => {
  const rule = (assertion: Json, description = 'told') => ({
    Rules: { Check: { Assertions: [{ Assert: assertion, AssertDescription: description }] } },
  });

  it.each<Json>([
    { 'Fn::Not': [{ 'Fn::Contains': [['dev', 'test'], { Ref: 'Stage' }] }] },
    { 'Fn::EachMemberIn': [{ Ref: 'Zones' }, ['a', 'b', 'c', 'd']] },
    { 'Fn::EachMemberEquals': [['prod', 'prod'], { Ref: 'Stage' }] },
    { 'Fn::Contains': [{ 'Fn::RefAll': 'String' }, 'prod'] },
  ])('hold when %j', (assertion) => {
    expect(() => checkRules(evaluationOf(rule(assertion)))).not.toThrow();
  });

  it('tell what does not hold', () => {
    expect(() => checkRules(evaluationOf(rule({ 'Fn::Contains': [['dev'], { Ref: 'Stage' }] })))).toThrow(
      'Template rule Check failed: told',
    );
  });
});
