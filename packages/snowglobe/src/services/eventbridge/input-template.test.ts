import { describe, expect, it } from 'vitest';
import { fillTemplate, isSendable } from './input-template.ts';
import { parseJsonPath, valueAt } from './json-path.ts';

const values: Readonly<Record<string, unknown>> = {
  name: 'a "b"',
  count: 3,
  list: ['x', 1],
  object: { city: 'Boston' },
  missing: undefined,
};
const fill = (template: string) =>
  fillTemplate(template, (name) => (Object.hasOwn(values, name) ? { value: values[name] } : undefined));

describe('an input template', () => {
  it.each([
    ['{"a": <name>}', '{"a": "a \\"b\\""}'],
    ['{"a": "<name>!"}', '{"a": "a \\"b\\"!"}'],
    ['{"a": <object>, "b": <count>, "c": <list>}', '{"a": {"city":"Boston"}, "b": 3, "c": ["x",1]}'],
    ['"in <object> with <list> and <count>"', '"in {city:Boston} with [x,1] and 3"'],
    ['{"a": <missing>, "b": "<missing>"}', '{"a": "", "b": ""}'],
    ['"say \\"<count>\\" to <b>you</b>"', '"say \\"3\\" to <b>you</b>"'],
    ['<object>', '{"city":"Boston"}'],
  ])('%s becomes %s', (template, filled) => {
    expect(fill(template)).toBe(filled);
    expect(isSendable(filled)).toBe(true);
  });

  it('may be JSON texts line by line', () => {
    expect(isSendable('"a"\n"b"')).toBe(true);
    expect(isSendable('a\nb')).toBe(false);
  });
});

describe('a JSON path', () => {
  const event = { 'detail-type': 'x', detail: { items: [{ id: 1 }, { id: 2 }], zero: 0 } };
  it.each([
    ['$', event],
    ['$.detail-type', 'x'],
    ['$.detail.items[1].id', 2],
    ['$.detail.items[*].id', [1, 2]],
    ["$['detail']['zero']", 0],
    ['$.detail.none.deeper', undefined],
  ])('%s', (text, expected) => {
    const path = parseJsonPath(text);
    expect(path && valueAt(event, path)).toEqual(expected);
  });

  it.each(['detail', '$detail', '$.a[', '$..a'])('%s is none', (text) => {
    expect(parseJsonPath(text)).toBeUndefined();
  });
});
