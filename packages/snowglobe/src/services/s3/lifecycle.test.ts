import type { LifecycleRule } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { appliesTo, currentExpiration, dueTransition, midnightAfter } from './lifecycle.ts';
import type { ObjectRow } from './tables.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

const object = (change: Partial<ObjectRow> = {}): ObjectRow => ({
  kind: 'object',
  key: 'logs/a',
  versionId: 'null',
  sequence: 1,
  lastModifiedAt: 12 * hour,
  owner: '000000000000',
  etag: '',
  size: 200_000,
  pieces: [],
  headers: {},
  metadata: {},
  tags: [{ Key: 'k', Value: 'v' }],
  storageClass: 'STANDARD',
  encryption: { algorithm: 'AES256' },
  grants: [],
  ...change,
});
const rule = (change: Partial<LifecycleRule>): LifecycleRule => ({ ID: 'r', Status: 'Enabled', Filter: {}, ...change });

describe('lifecycle rules', () => {
  it('count days to the next midnight', () => {
    expect(midnightAfter(12 * hour, 1)).toBe(2 * day);
    expect(midnightAfter(0, 1)).toBe(day);
  });

  it.each([
    [{ Filter: {} }, true],
    [{ Filter: { Prefix: 'logs/' } }, true],
    [{ Filter: { Prefix: 'other/' } }, false],
    [{ Filter: { Tag: { Key: 'k', Value: 'v' } } }, true],
    [{ Filter: { Tag: { Key: 'k', Value: 'w' } } }, false],
    [{ Filter: { ObjectSizeGreaterThan: 200_000 } }, false],
    [{ Filter: { And: { Prefix: 'logs/', ObjectSizeLessThan: 200_001, Tags: [{ Key: 'k', Value: 'v' }] } } }, true],
    [{ Status: 'Disabled' as const }, false],
  ])('%j takes an object in: %s', (change, expected) => {
    expect(appliesTo(rule(change), object())).toBe(expected);
  });

  it('let the earliest expiration win', () => {
    const rules = [rule({ ID: 'late', Expiration: { Days: 9 } }), rule({ ID: 'soon', Expiration: { Days: 2 } })];
    expect(currentExpiration(rules, object())).toEqual({ dueAt: 3 * day, ruleId: 'soon' });
  });

  it('move an object to the class of the last transition that is due', () => {
    const lifecycle = {
      rules: [
        rule({
          Transitions: [
            { Days: 30, StorageClass: 'STANDARD_IA' },
            { Days: 90, StorageClass: 'GLACIER' },
          ],
        }),
      ],
      transitionMinimum: 'all_storage_classes_128K' as const,
    };
    expect(dueTransition(lifecycle, object(), undefined, 30 * day)).toBeUndefined();
    expect(dueTransition(lifecycle, object(), undefined, 40 * day)).toBe('STANDARD_IA');
    expect(dueTransition(lifecycle, object(), undefined, 100 * day)).toBe('GLACIER');
    expect(dueTransition(lifecycle, object({ storageClass: 'GLACIER' }), undefined, 100 * day)).toBeUndefined();
    expect(dueTransition(lifecycle, object({ size: 1000 }), undefined, 100 * day)).toBeUndefined();
  });
});
