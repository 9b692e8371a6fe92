import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileEventPattern } from './event-pattern.ts';
import { InvalidPattern } from './invalid-pattern.ts';

interface Case {
  readonly id: string;
  readonly event: string;
  readonly pattern: string;
  readonly expect: boolean | 'error';
  readonly message?: string;
}

const folder = new URL('../../../../../conformance/event-patterns/', import.meta.url);

function cases(name: string): Case[] {
  const lines = readFileSync(new URL(name, folder), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function outcome({ event, pattern }: Case): { readonly result: boolean | 'error'; readonly reason?: string } {
  try {
    return { result: compileEventPattern(pattern).matches(JSON.parse(event)) };
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    return { result: 'error', reason: error.message };
  }
}

describe('event patterns answer as AWS recorded it', () => {
  it.each(cases('recorded.jsonl').map((sample) => [sample.id, sample] as const))('%s', (_id, sample) => {
    const { result, reason } = outcome(sample);
    const message = reason === undefined ? undefined : `Event pattern is not valid. Reason: ${reason}`;
    expect({ result, message }).toEqual({ result: sample.expect, message: sample.message });
  });
});

it("event patterns answer as AWS's own matcher does", () => {
  const different = cases('generated.jsonl').filter((sample) => outcome(sample).result !== sample.expect);
  expect(different.map((sample) => sample.id)).toEqual([]);
});

describe('event patterns', () => {
  const matches = (pattern: object, event: unknown) => compileEventPattern(pattern).matches(event);

  it('ask for all fields of one and the same member of a list', () => {
    const event = {
      orders: [
        { id: 1, paid: false },
        { id: 2, paid: true },
      ],
    };
    expect(matches({ orders: { id: [2], paid: [true] } }, event)).toBe(true);
    expect(matches({ orders: { id: [1], paid: [true] } }, event)).toBe(false);
  });

  it('match the attribute values of DynamoDB stream records', () => {
    const event = { eventName: 'INSERT', dynamodb: { NewImage: { Total: { N: '5' }, Kind: { S: 'order' } } } };
    expect(matches({ eventName: ['INSERT'], dynamodb: { NewImage: { Kind: { S: ['order'] } } } }, event)).toBe(true);
    expect(matches({ dynamodb: { NewImage: { Kind: { S: [{ exists: false }] } } } }, event)).toBe(false);
    expect(matches({ dynamodb: { OldImage: { Kind: { S: [{ exists: false }] } } } }, event)).toBe(true);
  });

  it('tell empty texts, null and absent fields apart', () => {
    expect(matches({ a: [''] }, { a: '' })).toBe(true);
    expect(matches({ a: [null] }, { a: null })).toBe(true);
    expect(matches({ a: [null] }, {})).toBe(false);
    expect(matches({ a: [''] }, { a: null })).toBe(false);
  });

  it('test addresses of both IP versions', () => {
    expect(matches({ ip: [{ cidr: '10.0.0.0/24' }] }, { ip: '10.0.0.255' })).toBe(true);
    expect(matches({ ip: [{ cidr: '10.0.0.0/24' }] }, { ip: '10.0.1.0' })).toBe(false);
    expect(matches({ ip: [{ cidr: '2001:db8::/32' }] }, { ip: '2001:db8:1::ffff' })).toBe(true);
    expect(matches({ ip: [{ cidr: '2001:db8::/32' }] }, { ip: '::ffff:10.0.0.1' })).toBe(false);
  });
});
