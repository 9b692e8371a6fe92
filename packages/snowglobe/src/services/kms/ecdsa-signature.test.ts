import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSignature, writeSignature } from './ecdsa-signature.ts';

const number = fc.bigInt({ min: 1n, max: (1n << 521n) - 1n });

it('reads what it writes', () => {
  fc.assert(
    fc.property(number, number, (r, s) => {
      expect(readSignature(writeSignature({ r, s }))).toEqual({ r, s });
    }),
  );
});

it('reads nothing from bytes that are cut, longer or others', () => {
  fc.assert(
    fc.property(number, number, fc.nat({ max: 20 }), (r, s, cut) => {
      const written = writeSignature({ r, s });
      expect(readSignature(written.subarray(0, -1 - cut))).toBeUndefined();
      expect(readSignature(new Uint8Array([...written, cut]))).toBeUndefined();
      expect(readSignature(new Uint8Array([0x31, ...written.subarray(1)]))).toBeUndefined();
    }),
  );
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readSignature(bytes)));
});
