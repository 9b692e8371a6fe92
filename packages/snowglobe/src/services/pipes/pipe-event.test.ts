import { describe, expect, it } from 'vitest';
import { dynamicText, identifierOf, pipeEvent, transformed } from './pipe-event.ts';
import type { PipeRow } from './tables.ts';

const row: PipeRow = {
  name: 'p',
  arn: 'arn:pipe',
  id: '1',
  roleArn: 'arn:role',
  source: 'arn:source',
  sourceParameters: {},
  target: 'arn:target',
  targetParameters: {},
  desiredState: 'RUNNING',
  tags: {},
  createdAt: 0,
  modifiedAt: 0,
  stateChangedAt: 0,
};

const message = { messageId: 'm1', body: '{"a":{"b":"ü"}}' };
const record = pipeEvent({
  eventSource: 'aws:kinesis',
  kinesis: { sequenceNumber: '7', data: Buffer.from('{"n":1}').toString('base64') },
});

describe('an event of a pipe', () => {
  it('has what Kinesis keeps inside side by side with the rest', () => {
    expect(record).toMatchObject({ eventSource: 'aws:kinesis', sequenceNumber: '7' });
    expect([record, message, { dynamodb: { SequenceNumber: '9' } }].map(identifierOf)).toEqual(['7', 'm1', '9']);
  });

  it.each([
    [message, '{"b": <$.body.a.b>}', '{"b": "ü"}'],
    [message, '{"id": "<$.messageId> of <aws.pipes.pipe-name>"}', '{"id": "m1 of p"}'],
    [record, '<$.data>', '{"n":1}'],
    [message, undefined, JSON.stringify(message)],
  ])('%j by %s is %s', (event, template, expected) => {
    expect(transformed(template, event, row, 0)).toBe(expected);
  });

  it('gives parameters their values', () => {
    expect(dynamicText('$.body.a.b', message)).toBe('ü');
    expect(dynamicText('constant', message)).toBe('constant');
  });
});
