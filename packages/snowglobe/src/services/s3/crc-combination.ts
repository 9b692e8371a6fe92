/**
 * Makes the CRC of two byte strings one after the other from their separate CRCs (big-endian bytes) and the length of the
 * second: the first is moved past the second by multiplying it with x^(8*length) modulo the polynomial.
 */
export function combineCrc(bits: 32 | 64, reversedPolynomial: bigint) {
  return (first: Uint8Array, second: Uint8Array, secondSize: number): Uint8Array => {
    const moved = multiply(
      powerOfByte(BigInt(secondSize), bits, reversedPolynomial),
      toBigInt(first),
      bits,
      reversedPolynomial,
    );
    return toBytes(moved ^ toBigInt(second), bits / 8);
  };
}

/** x^(8*exponent), bits reversed: the highest bit is x^0. */
function powerOfByte(exponent: bigint, bits: number, polynomial: bigint): bigint {
  let result = 1n << BigInt(bits - 1);
  let square = 1n << BigInt(bits - 9);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = multiply(result, square, bits, polynomial);
    square = multiply(square, square, bits, polynomial);
  }
  return result;
}

function multiply(left: bigint, right: bigint, bits: number, polynomial: bigint): bigint {
  let product = 0n;
  let shifted = right;
  for (let bit = 1n << BigInt(bits - 1); bit > 0n; bit >>= 1n) {
    if (left & bit) product ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
  }
  return product;
}

function toBigInt(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

function toBytes(value: bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let index = length - 1, rest = value; index >= 0; index--, rest >>= 8n) bytes[index] = Number(rest & 0xffn);
  return bytes;
}
