import { describe, expect, it } from 'vitest';
import { compileRecordFilter } from './record-filter.ts';

const message = (body: string) => ({ body, messageAttributes: { kind: { stringValue: 'order' } } });
const record = (data: string) => ({
  kinesis: { data: Buffer.from(data).toString('base64'), partitionKey: '1' },
  eventSource: 'aws:kinesis',
});

describe('filters of an SQS mapping', () => {
  const json = compileRecordFilter('aws:sqs', ['{"body":{"code":["BBBB"]}}']);
  const text = compileRecordFilter('aws:sqs', ['{"body":["BBBB"]}']);
  const metadata = compileRecordFilter('aws:sqs', ['{"messageAttributes":{"kind":{"stringValue":["order"]}}}']);

  it('match JSON bodies by their members', () => {
    expect(json(message('{"code":"BBBB"}'))).toBe(true);
    expect(json(message('{"code":"AAAA"}'))).toBe(false);
  });

  it('match plain bodies by their text', () => {
    expect(text(message('BBBB'))).toBe(true);
    expect(text(message('AAAA'))).toBe(false);
  });

  it('drop a body of the other kind than the pattern', () => {
    expect(json(message('BBBB'))).toBe(false);
    expect(text(message('{"code":"BBBB"}'))).toBe(false);
  });

  it('do not look at the body unless the pattern does', () => {
    expect(metadata(message('anything'))).toBe(true);
    expect(metadata(message('{}'))).toBe(true);
  });
});

describe('filters of a Kinesis mapping', () => {
  it('match the decoded data and drop what is no JSON', () => {
    const passes = compileRecordFilter('aws:kinesis', ['{"data":{"type":["buy"]}}']);
    expect(passes(record('{"type":"buy"}'))).toBe(true);
    expect(passes(record('{"type":"sell"}'))).toBe(false);
    expect(passes(record('buy'))).toBe(false);
  });

  it('match the partition key beside the data', () => {
    const passes = compileRecordFilter('aws:kinesis', ['{"partitionKey":["1"]}']);
    expect(passes(record('not json'))).toBe(true);
  });
});

it('lets a record pass that any of the patterns matches', () => {
  const passes = compileRecordFilter('aws:dynamodb', ['{"eventName":["INSERT"]}', '{"eventName":["REMOVE"]}']);
  expect(['INSERT', 'MODIFY', 'REMOVE'].map((eventName) => passes({ eventName }))).toEqual([true, false, true]);
});
