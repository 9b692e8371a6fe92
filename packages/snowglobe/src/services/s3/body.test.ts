import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPieces } from './body.ts';

describe('a range of a body in pieces', () => {
  it('is that range of the whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 10 }), { maxLength: 5 }),
        fc.nat(40),
        fc.nat(40),
        (bodies, start, length) => {
          const pieces = bodies.map((bytes) => ({ size: bytes.length, bytes }));
          const cut = cutPieces(pieces, start, start + length).map((piece) =>
            'bytes' in piece ? piece.bytes.subarray(piece.from, piece.to) : new Uint8Array(0),
          );
          expect(Buffer.concat(cut)).toEqual(Buffer.concat(bodies).subarray(start, start + length));
        },
      ),
    );
  });
});
