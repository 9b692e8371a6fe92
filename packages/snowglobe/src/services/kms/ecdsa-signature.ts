/** The two numbers of an ECDSA signature. */
export interface EcdsaSignature {
  readonly r: bigint;
  readonly s: bigint;
}

const sequenceTag = 0x30;
const integerTag = 0x02;

/** DER: a sequence of two integers (RFC 3279, section 2.2.3). */
export function writeSignature({ r, s }: EcdsaSignature): Uint8Array {
  return new Uint8Array(element(sequenceTag, Buffer.concat([integer(r), integer(s)])));
}

function integer(value: bigint): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  // A first bit that is set would make it negative.
  return element(integerTag, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

/** Lengths of 128 to 255 bytes have a byte of their own before them; a signature is never longer. */
function element(tag: number, content: Buffer): Buffer {
  const length = content.length < 0x80 ? [content.length] : [0x81, content.length];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

/** Undefined unless the bytes are such a signature and nothing else, in the one form that DER has for it. */
export function readSignature(bytes: Uint8Array): EcdsaSignature | undefined {
  const content = bytes.subarray(bytes[1] === 0x81 ? 3 : 2);
  const rEnd = 2 + (content[1] ?? 0);
  const [r, s] = [content.subarray(2, rEnd), content.subarray(rEnd + 2)];
  if (r.length === 0 || s.length === 0) return undefined;
  const read = { r: numberOf(r), s: numberOf(s) };
  return Buffer.from(writeSignature(read)).equals(bytes) ? read : undefined;
}

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
