import { describe, expect, it } from 'vitest';
import { MalformedResponse, readFunctionResponse } from './function-response.ts';

const read = (result: unknown, format: '1.0' | '2.0' = '2.0') => {
  const { status, headers, body } = readFunctionResponse(JSON.stringify(result), format);
  return { status, headers, body: Buffer.from(body).toString() };
};
const json = { 'content-type': ['application/json'] };

describe('a result of format 2.0', () => {
  it.each<[unknown, string]>([
    ['Hello', 'Hello'],
    [{ a: 1 }, '{"a":1}'],
    [[1, 2], '[1,2]'],
    [null, 'null'],
    [7, '7'],
  ])('without a status is taken as a body: %j', (result, body) => {
    expect(read(result)).toEqual({ status: 200, headers: json, body });
  });

  it('with a status is a response', () => {
    const result = { statusCode: '201', headers: { 'X-A': true }, cookies: ['a=1', 'b=2'], body: 'hi' };
    expect(read(result)).toEqual({
      status: 201,
      headers: { 'content-type': ['text/plain;charset=UTF-8'], 'x-a': ['true'], 'set-cookie': ['a=1', 'b=2'] },
      body: 'hi',
    });
  });

  it('may hold its body in base64', () => {
    expect(read({ statusCode: 200, body: 'aGk=', isBase64Encoded: true }).body).toBe('hi');
  });
});

describe('a result of format 1.0', () => {
  it('may have headers with several values', () => {
    const result = { statusCode: 200, headers: { A: '1' }, multiValueHeaders: { a: ['2', '3'] } };
    expect(read(result, '1.0')).toEqual({ status: 200, headers: { a: ['2', '3'] }, body: '' });
  });

  it('needs a status', () => {
    expect(() => read({ a: 1 }, '1.0')).toThrow(MalformedResponse);
  });
});

it.each([
  { statusCode: 99 },
  { statusCode: 100 },
  { statusCode: 200, headers: { 'no name': '1' } },
  { statusCode: 200, headers: { snow: '❄' } },
  { statusCode: 'OK' },
  { statusCode: 200, body: {} },
  { statusCode: 200, headers: [] },
  { statusCode: 200, headers: { a: 'x\r\nb: y' } },
  { statusCode: 200, cookies: 'a=1' },
])('%j is no response', (result) => {
  expect(() => read(result)).toThrow(MalformedResponse);
});
