import { describe, expect, it } from 'vitest';
import { unmetReadCondition } from './preconditions.ts';

const object = { etag: 'e', lastModifiedAt: 10_500 };
const before = new Date(5_000);
const same = new Date(10_000);

describe('conditions of a read', () => {
  it.each([
    [{}, undefined],
    [{ IfMatch: '"e"' }, undefined],
    [{ IfMatch: 'e' }, undefined],
    [{ IfMatch: '*' }, undefined],
    [{ IfMatch: '"x", "e"' }, undefined],
    [{ IfMatch: '"x"' }, 'IfMatch'],
    [{ IfNoneMatch: '"e"' }, 'IfNoneMatch'],
    [{ IfNoneMatch: '"x"' }, undefined],
    [{ IfModifiedSince: same }, 'IfModifiedSince'],
    [{ IfModifiedSince: before }, undefined],
    [{ IfUnmodifiedSince: before }, 'IfUnmodifiedSince'],
    [{ IfUnmodifiedSince: same }, undefined],
    [{ IfMatch: '"e"', IfUnmodifiedSince: before }, undefined],
    [{ IfNoneMatch: '"x"', IfModifiedSince: same }, undefined],
    [{ IfNoneMatch: '"e"', IfModifiedSince: before }, 'IfNoneMatch'],
  ])('%j are unmet by %s', (conditions, expected) => {
    expect(unmetReadCondition(conditions, object)).toBe(expected);
  });
});
