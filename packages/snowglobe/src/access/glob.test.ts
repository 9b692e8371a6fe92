import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileArnPattern } from './arn-pattern.ts';
import { compilePattern, type KeySource } from './glob.ts';

const keysOf = (values: Readonly<Record<string, string>>): KeySource => ({
  values: (name) => (values[name] === undefined ? undefined : [values[name]]),
});
const noKeys = keysOf({});

describe('a pattern', () => {
  it('matches as the regular expression with the same wildcards does', () => {
    const alphabet = fc.constantFrom('a', 'b', '*', '?', '.');
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 });
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 8 }), texts, (pattern, text) => {
        const source = pattern.replace(/\./g, '\\.').replace(/\*/g, '.*').replace(/\?/g, '.');
        expect(compilePattern(pattern)(text, noKeys)).toBe(new RegExp(`^${source}$`, 's').test(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('answers quickly even when it is made to be slow', () => {
    expect(compilePattern('*a'.repeat(50))('a'.repeat(20_000) + 'b', noKeys)).toBe(false);
  });

  it('replaces variables, whose values are no patterns', () => {
    const pattern = compilePattern('home/${aws:username}/*');
    expect(pattern('home/ada/x', keysOf({ 'aws:username': 'ada' }))).toBe(true);
    expect(pattern('home/ada/x', keysOf({ 'aws:username': '*' }))).toBe(false);
    expect(pattern('home/*/x', keysOf({ 'aws:username': '*' }))).toBe(true);
    expect(pattern('home//x', noKeys)).toBe(false);
  });

  it('takes the default of a variable that has no value, and escaped characters', () => {
    expect(compilePattern("${aws:PrincipalTag/team, 'none'}")('none', noKeys)).toBe(true);
    expect(compilePattern('a${*}b')('a*b', noKeys)).toBe(true);
    expect(compilePattern('a${*}b')('axb', noKeys)).toBe(false);
  });
});

describe('an ARN pattern', () => {
  it.each([
    ['arn:aws:sqs:us-east-1:1:q', 'arn:aws:sqs:us-east-1:1:q', true],
    ['arn:aws:sqs:*:1:q*', 'arn:aws:sqs:eu-west-1:1:queue', true],
    ['arn:aws:sqs:*:q', 'arn:aws:sqs:us-east-1:1:q', false],
    ['arn:aws:logs:*:*:log-group:/aws/*', 'arn:aws:logs:us-east-1:1:log-group:/aws/lambda/f:log-stream:x', true],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/a/b', true],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket', false],
    ['*', 'anything', true],
  ])('%s against %s: %s', (pattern, arn, matches) => {
    expect(compileArnPattern(pattern)(arn, noKeys)).toBe(matches);
  });

  it('may hold variables with colons in their names', () => {
    const pattern = compileArnPattern('arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/table}');
    expect(pattern('arn:aws:dynamodb:r:1:table/t', keysOf({ 'aws:principaltag/table': 't' }))).toBe(true);
  });
});
