import { describe, expect, it } from 'vitest';
import { readTemplate } from './read-template.ts';

const valueOf = (text: string) => readTemplate(text).value;

describe('a template', () => {
  it('may be JSON or YAML that says the same', () => {
    const yaml = 'Resources:\n  A:\n    Type: AWS::SQS::Queue # a queue\n    Properties: {DelaySeconds: 5}\n';
    expect(valueOf(yaml)).toEqual(
      valueOf('{"Resources":{"A":{"Type":"AWS::SQS::Queue","Properties":{"DelaySeconds":5}}}}'),
    );
  });

  it('may use every short form, on text, lists and maps', () => {
    const yaml = [
      'Ref: !Ref Thing',
      'GetAtt: !GetAtt Thing.Endpoint.Port',
      'GetAttList: !GetAtt [Thing, Arn]',
      'Sub: !Sub "${Thing}-x"',
      'SubList: !Sub ["${a}", {a: !Ref B}]',
      'Join: !Join [":", [a, !Ref B]]',
      'If: !If [IsProd, !Ref AWS::NoValue, 1]',
      'And: !And [!Condition A, !Not [!Equals [a, b]]]',
      'Azs: !GetAZs ""',
      'Import:',
      '  !ImportValue',
      '  Fn::Sub: "${Stack}-x"',
      'Base64: !Base64',
      '  Fn::Sub: text',
    ].join('\n');
    expect(valueOf(yaml)).toEqual({
      Ref: { Ref: 'Thing' },
      GetAtt: { 'Fn::GetAtt': ['Thing', 'Endpoint.Port'] },
      GetAttList: { 'Fn::GetAtt': ['Thing', 'Arn'] },
      Sub: { 'Fn::Sub': '${Thing}-x' },
      SubList: { 'Fn::Sub': ['${a}', { a: { Ref: 'B' } }] },
      Join: { 'Fn::Join': [':', ['a', { Ref: 'B' }]] },
      If: { 'Fn::If': ['IsProd', { Ref: 'AWS::NoValue' }, 1] },
      And: { 'Fn::And': [{ Condition: 'A' }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }] },
      Azs: { 'Fn::GetAZs': '' },
      Import: { 'Fn::ImportValue': { 'Fn::Sub': '${Stack}-x' } },
      Base64: { 'Fn::Base64': { 'Fn::Sub': 'text' } },
    });
  });

  it('keeps dates, words and digits as they were written', () => {
    const yaml =
      'Version: 2012-10-17\nAnswer: yes\nAccount: 000000000012\nRatio: 1.10\nCount: 7\nText: |\n  a\n  b\nFolded: >-\n  a\n  b\n';
    expect(valueOf(yaml)).toEqual({
      Version: '2012-10-17',
      Answer: 'yes',
      Account: '000000000012',
      Ratio: '1.10',
      Count: 7,
      Text: 'a\nb\n',
      Folded: 'a b',
    });
  });

  it.each([
    ['{"a": 1,\n "b" 2}', 'Template format error: JSON not well-formed. (line 2, column 6)'],
    ['a: [1\nb: 2', 'Template format error: YAML not well-formed. (line 2, column 1)'],
    ['- a', 'Template format error: unsupported structure.'],
    ['a: &x 1\nb: *x', 'Template error: YAML aliases are not allowed in CloudFormation templates'],
    ['a: !Nonsense x', 'Template format error: Unresolved tag: !Nonsense (line 1, column 4)'],
  ])('that reads %j is refused', (text, message) => {
    expect(() => readTemplate(text)).toThrow(message);
  });

  it('knows the line and column of its values', () => {
    const document = readTemplate('Resources:\n  A:\n    Type: X\n');
    expect(document.positionOf(['Resources', 'A', 'Type'])).toEqual({ line: 3, column: 11 });
    expect(document.positionOf(['Resources', 'A', 'Properties', 'Missing'])).toEqual({ line: 3, column: 5 });
  });
});
