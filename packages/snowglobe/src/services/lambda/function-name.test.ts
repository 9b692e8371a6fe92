import fc from 'fast-check';
import { expect, test } from 'vitest';
import { functionAddress, functionArn } from './function-name.ts';

const scope = { account: '000000000000', region: 'us-east-1' };
const other = { account: '123412341234', region: 'eu-west-1' };

test.each([
  ['f', scope, undefined],
  ['f:live', scope, 'live'],
  ['f:$LATEST', scope, '$LATEST'],
  ['123412341234:function:f', { ...scope, account: '123412341234' }, undefined],
  ['arn:aws:lambda:eu-west-1:123412341234:function:f', other, undefined],
  ['arn:aws:lambda:eu-west-1:123412341234:function:f:7', other, '7'],
])('%s', (text, expected, qualifier) => {
  expect(functionAddress(text, scope)).toEqual({ scope: expected, name: 'f', qualifier });
});

test('a qualifier beside the name must be the one in it', () => {
  expect(functionAddress('f:1', scope, '1').qualifier).toBe('1');
  expect(() => functionAddress('f:1', scope, '2')).toThrow(/derived qualifier/);
});

test('what is no name is refused', () => {
  expect(() => functionAddress('a b', scope)).toThrow(/regular expression pattern/);
});

test('an ARN is read back', () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9-_]{1,64}$/);
  const qualifier = fc.option(fc.stringMatching(/^[a-zA-Z0-9-_]{1,20}$/), { nil: undefined });
  fc.assert(
    fc.property(name, qualifier, (functionName, wanted) => {
      const address = { scope: other, name: functionName, qualifier: wanted };
      expect(functionAddress(functionArn(address), scope)).toEqual(address);
    }),
  );
});
