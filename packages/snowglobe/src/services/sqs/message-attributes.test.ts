import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { md5OfAttributes, selectedAttributes, storedAttributes } from './message-attributes.ts';
import { parseReceiptHandle, receiptHandle } from './receipt-handle.ts';

describe('the digest of message attributes', () => {
  it('is AWS’s', () => {
    const attributes = storedAttributes({ a: { DataType: 'String', StringValue: 'b' } });
    expect(md5OfAttributes(attributes)).toBe('bef8bf215374a0a228d67533b1a488be');
  });

  it('does not depend on the order in which they were given', () => {
    const one = { dataType: 'String', stringValue: '1' };
    const two = { dataType: 'Binary', binaryValue: Uint8Array.of(1) };
    expect(md5OfAttributes({ one, two })).toBe(md5OfAttributes({ two, one }));
  });

  it('is none without attributes', () => {
    expect(md5OfAttributes({})).toBeUndefined();
  });
});

describe('message attributes', () => {
  const text = { DataType: 'String', StringValue: 'x' };

  it.each([
    [{ 'AWS.mine': text }, "The message attribute name 'AWS.mine' is invalid."],
    [{ '.dot': text }, "The message attribute name '.dot' is invalid."],
    [{ a: { DataType: 'Text', StringValue: 'x' } }, "The message attribute 'a' has an invalid message attribute type"],
    [{ a: { DataType: '', StringValue: 'x' } }, "The message attribute 'a' must contain a non-empty attribute type."],
    [
      { a: { DataType: 'String' } },
      "must contain a non-empty message attribute value for message attribute type 'String'.",
    ],
    [
      { a: { DataType: 'Number', StringValue: 'many' } },
      "Can't cast the value of message (user) attribute 'a' to a number.",
    ],
  ])('%j are refused', (given, message) => {
    expect(() => storedAttributes(given)).toThrow(message);
  });

  it('are at most ten', () => {
    const given = Object.fromEntries([...'abcdefghijk'].map((name) => [name, text]));
    expect(() => storedAttributes(given)).toThrow(
      'Number of message attributes [11] exceeds the allowed maximum [10].',
    );
  });

  it('are chosen by name and by prefix', () => {
    const attributes = storedAttributes({ 'foo.a': text, 'foo.b': text, bar: text });
    expect(Object.keys(selectedAttributes(attributes, ['foo.*', 'nothing']))).toEqual(['foo.a', 'foo.b']);
    expect(Object.keys(selectedAttributes(attributes, ['bar']))).toEqual(['bar']);
  });
});

it('a receipt handle says which receipt of which message it stands for; other texts say nothing', () => {
  const word = fc.string({ minLength: 1, unit: fc.constantFrom(...'0123456789abcdef-') });
  fc.assert(
    fc.property(word, word, word, (position, messageId, receipt) => {
      const receipts = { position, messageId, receipt };
      expect(parseReceiptHandle(receiptHandle(receipts))).toEqual(receipts);
    }),
  );
  expect(parseReceiptHandle('nonsense')).toBeUndefined();
});
