import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  base64,
  type ChecksumAlgorithm,
  checksumAlgorithms,
  compositeChecksum,
  fullObjectChecksum,
} from './checksum.ts';

const digestOf = async (algorithm: ChecksumAlgorithm, bytes: Uint8Array) => {
  const digester = checksumAlgorithms[algorithm].create();
  digester.update(bytes);
  return base64(await digester.digest());
};

describe('checksums', () => {
  it.each([
    ['CRC32', 'y/Q5Jg=='],
    ['CRC32C', '4waSgw=='],
    ['CRC64NVME', 'rosUhgp5mIg='],
  ] as const)('of %s are those of its check value', async (algorithm, expected) => {
    expect(await digestOf(algorithm, Buffer.from('123456789'))).toBe(expected);
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)(
    'of %s of a whole come from those of its parts',
    async (algorithm) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 5 }),
          async (bodies) => {
            const parts = await Promise.all(
              bodies.map(async (body) => ({ checksum: await digestOf(algorithm, body), size: body.length })),
            );
            expect(fullObjectChecksum(algorithm, parts)).toBe(await digestOf(algorithm, Buffer.concat(bodies)));
          },
        ),
        { numRuns: 50 },
      );
    },
  );

  it('of checksums name the number of parts', async () => {
    const part = await digestOf('SHA256', Buffer.from('a'));
    expect(await compositeChecksum('SHA256', [part, part])).toMatch(/^[A-Za-z0-9+/]{43}=-2$/);
  });
});
