import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FilterPatternFault } from './fault.ts';
import { compileFilterPattern } from './filter-pattern.ts';

const matches = (pattern: string, message: string) => compileFilterPattern(pattern)(message);

describe('terms', () => {
  it.each([
    ['', 'anything', true],
    ['ERROR', 'an ERROR here', true],
    ['ERROR', 'an error here', false],
    ['ERROR ARGUMENTS', 'ARGUMENTS then ERROR', true],
    ['ERROR ARGUMENTS', 'only ERROR', false],
    ['"INTERNAL SERVER ERROR"', 'an INTERNAL SERVER ERROR', true],
    ['?ERROR ?WARN', 'WARN: x', true],
    ['?ERROR ?WARN', 'INFO: x', false],
    ['ERROR -EXIT', 'ERROR 5', true],
    ['ERROR -EXIT', 'ERROR EXIT', false],
    ['%4[0-9]{2}%', 'status 404', true],
    ['%4[0-9]{2}%', 'status 500', false],
    ['"say \\"hi\\""', 'say "hi"', true],
  ])('%s in %s: %s', (pattern, message, expected) => {
    expect(matches(pattern, message)).toBe(expected);
  });
});

describe('JSON', () => {
  const message = JSON.stringify({
    level: 'error',
    status: 404,
    ok: false,
    nothing: null,
    user: { id: 'u-1', 'full name': 'Ada' },
    items: [{ sku: 'a' }, { sku: 'b' }],
  });

  it.each([
    ['{ $.level = "error" }', true],
    ['{ $.level = error }', true],
    ['{ $.level = "err*" }', true],
    ['{ $.level != "info" }', true],
    ['{ $.level = %^err% }', true],
    ['{ $.status = 404 }', true],
    ['{ $.status = 4* }', true],
    ['{ $.status > 400 && $.status < 500 }', true],
    ['{ $.status >= 405 }', false],
    ['{ $.ok IS FALSE }', true],
    ['{ $.ok IS TRUE }', false],
    ['{ $.nothing IS NULL }', true],
    ['{ $.missing NOT EXISTS }', true],
    ['{ $.user.id EXISTS }', true],
    ['{ $.user["full name"] = "Ada" }', true],
    ['{ $.items[1].sku = "b" }', true],
    ['{ $.items[*].sku = "b" }', true],
    ['{ $.items[0].sku = "b" }', false],
    ['{ $.missing != "x" }', false],
    ['{ ($.level = "info") || (($.status = 404) && ($.user.id = "u-*")) }', true],
  ])('%s: %s', (pattern, expected) => {
    expect(matches(pattern, message)).toBe(expected);
  });

  it('is not found in text', () => {
    expect(matches('{ $.a NOT EXISTS }', 'no JSON')).toBe(false);
  });
});

describe('fields between spaces', () => {
  const line = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

  it.each([
    ['[ip, user, username, timestamp, request, status_code, bytes]', true],
    ['[ip, user, username, timestamp, request, status_code = 4*, bytes > 1000]', true],
    ['[ip, user, username, timestamp, request, status_code = 5*, bytes]', false],
    ['[..., status_code = 404, bytes]', true],
    ['[ip, ..., bytes < 10]', false],
    ['[ip, user, username, timestamp, request = "*html*", status_code = 4* || status_code = 5*, bytes]', true],
    ['[one, two]', false],
  ])('%s: %s', (pattern, expected) => {
    expect(matches(pattern, line)).toBe(expected);
  });
});

function outcome(pattern: string): boolean | 'refused' | 'crashed' {
  try {
    return matches(pattern, '{"a":1}');
  } catch (error) {
    return error instanceof FilterPatternFault ? 'refused' : 'crashed';
  }
}

describe('a pattern that cannot be read', () => {
  it.each(['{ $.a = }', '{ a = 1 }', '{ $.a > "x" }', '[a, b', '{ $.a EXISTS', '%[%', 'a(b'])('%s', (pattern) => {
    expect(() => compileFilterPattern(pattern)).toThrow(FilterPatternFault);
  });

  it('is refused and never crashes, whatever it is', () => {
    const characters = fc.constantFrom(...'{}[]()$.a1*"%=!<>&|, -?'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 20 }), (pattern) => {
        expect(outcome(pattern)).not.toBe('crashed');
      }),
      { numRuns: 2000 },
    );
  });
});
