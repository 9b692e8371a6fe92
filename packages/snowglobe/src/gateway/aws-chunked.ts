import { createHash, createHmac } from 'node:crypto';
import { AwsError } from '../contract/aws-error.ts';
import type { Checksum } from './checksums.ts';
import { checksumOf } from './checksums.ts';
import type { BodySource } from './protocols/protocol.ts';
import type { Signature } from './sigv4.ts';
import { credentialScope } from './sigv4.ts';

type Headers = Readonly<Record<string, string>>;

/** True when the body is framed in chunks as S3's clients do, below HTTP's own chunks. */
export function isAwsChunked(headers: Headers): boolean {
  return (
    headers['x-amz-content-sha256']?.startsWith('STREAMING-') === true ||
    headers['content-encoding']?.includes('aws-chunked') === true
  );
}

/** Checks chunk after chunk: each signature covers the one before it. */
export interface ChunkSigner {
  check(signature: string | undefined, bytes: Uint8Array): void;
  checkTrailer(signature: string | undefined, trailer: string): void;
}

const emptyHash = createHash('sha256').digest('hex');

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The signer of a verified request's chunks; undefined when the request was not verified or its chunks are not signed. */
export function chunkSigner(key: Buffer | undefined, signature: Signature | undefined): ChunkSigner | undefined {
  if (key === undefined || signature === undefined) return undefined;
  let previous = signature.signature;
  const next = (kind: string, content: string, given: string | undefined): void => {
    const text = `AWS4-HMAC-SHA256-${kind}\n${signature.timestamp}\n${credentialScope(signature)}\n${previous}\n${content}`;
    const expected = createHmac('sha256', key).update(text).digest('hex');
    if (given !== expected) throw chunkSignatureMismatch();
    previous = expected;
  };
  return {
    check: (given, bytes) => next('PAYLOAD', `${emptyHash}\n${sha256(bytes)}`, given),
    checkTrailer: (given, trailer) => next('TRAILER', sha256(trailer), given),
  };
}

function chunkSignatureMismatch(): AwsError {
  return new AwsError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    { status: 403 },
  );
}

function incompleteBody(): AwsError {
  return new AwsError(
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
  );
}

function malformedChunk(): AwsError {
  return new AwsError('InvalidRequest', 'The chunked body is malformed.');
}

function invalidTrailer(name: string): AwsError {
  return new AwsError(
    'MalformedTrailerError',
    `The request contained trailing data that was not well-formed or did not conform to our published schema: ${name}`,
  );
}

function badDigest(algorithm: string): AwsError {
  return new AwsError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
}

const maximumChunkHeadBytes = 4096;
const maximumTrailerBytes = 16_384;
/** AWS's own SDKs send 64 KB chunks; signed chunks are kept until their end is verified. */
const maximumSignedChunkBytes = 16 * 1024 * 1024;

/** Takes bytes from a source by line or by count. */
class ByteReader {
  private readonly source: AsyncIterator<Uint8Array>;
  private buffer: Buffer = Buffer.alloc(0);

  constructor(source: BodySource) {
    this.source = source[Symbol.asyncIterator]();
  }

  private async more(): Promise<boolean> {
    const { value, done } = await this.source.next();
    if (done === true) return false;
    this.buffer =
      this.buffer.length === 0
        ? Buffer.from(value.buffer, value.byteOffset, value.length)
        : Buffer.concat([this.buffer, value]);
    return true;
  }

  async line(maximumBytes: number): Promise<string> {
    for (;;) {
      const end = this.buffer.indexOf('\r\n');
      if (end >= 0) {
        const text = this.buffer.toString('latin1', 0, end);
        this.buffer = this.buffer.subarray(end + 2);
        return text;
      }
      if (this.buffer.length > maximumBytes) throw malformedChunk();
      if (!(await this.more())) throw incompleteBody();
    }
  }

  /** What is there, up to so many bytes; at least one. */
  async upTo(count: number): Promise<Buffer> {
    if (this.buffer.length === 0 && !(await this.more())) throw incompleteBody();
    const taken = this.buffer.subarray(0, count);
    this.buffer = this.buffer.subarray(taken.length);
    return taken;
  }

  /** Reads on to the end, so that a source which checks itself there does. */
  async drain(): Promise<void> {
    while (await this.more()) this.buffer = this.buffer.subarray(this.buffer.length);
  }

  async whole(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = count; left > 0; ) {
      const part = await this.upTo(left);
      parts.push(part);
      left -= part.length;
    }
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  }
}

interface ChunkHead {
  readonly size: number;
  readonly signature: string | undefined;
}

async function chunkHead(reader: ByteReader): Promise<ChunkHead> {
  const [, size, signature] =
    /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(await reader.line(maximumChunkHeadBytes)) ?? [];
  if (size === undefined) throw malformedChunk();
  return { size: Number.parseInt(size, 16), signature };
}

/** The plain body of an aws-chunked one; its length, checksum trailer and (where verified) chunk signatures are checked on the way. */
export async function* decodeAwsChunked(
  source: BodySource,
  headers: Headers,
  signer: ChunkSigner | undefined,
): BodySource {
  const reader = new ByteReader(source);
  const signed = headers['x-amz-content-sha256']?.startsWith('STREAMING-AWS4') === true ? signer : undefined;
  const trailerName = headers['x-amz-trailer']?.toLowerCase().trim();
  const checksum = trailerName === undefined ? undefined : checksumOf(trailerName.replace('x-amz-checksum-', ''));
  let length = 0;
  for (;;) {
    const { size, signature } = await chunkHead(reader);
    if (size === 0) {
      signed?.check(signature, Buffer.alloc(0));
      break;
    }
    for await (const part of chunkParts(reader, size, signature, signed)) {
      checksum?.update(part);
      length += part.length;
      yield part;
    }
    if ((await reader.line(2)) !== '') throw malformedChunk();
  }
  await readTrailer(reader, trailerName, checksum, signed);
  await reader.drain();
  const declared = headers['x-amz-decoded-content-length'];
  if (declared !== undefined && Number(declared) !== length) throw incompleteBody();
}

async function* chunkParts(
  reader: ByteReader,
  size: number,
  signature: string | undefined,
  signed: ChunkSigner | undefined,
): AsyncIterable<Buffer> {
  if (signed !== undefined) {
    if (size > maximumSignedChunkBytes) throw malformedChunk();
    const bytes = await reader.whole(size);
    signed.check(signature, bytes);
    yield bytes;
    return;
  }
  for (let left = size; left > 0; ) {
    const part = await reader.upTo(left);
    left -= part.length;
    yield part;
  }
}

/** The lines after the last chunk, up to the empty one. */
async function readTrailer(
  reader: ByteReader,
  name: string | undefined,
  checksum: Checksum | undefined,
  signed: ChunkSigner | undefined,
): Promise<void> {
  if (name === undefined) return;
  const lines = new Map<string, string>();
  for (let line = await reader.line(maximumTrailerBytes); line !== ''; line = await reader.line(maximumTrailerBytes)) {
    const colon = line.indexOf(':');
    if (colon < 0 || lines.size > 8) throw invalidTrailer(name);
    lines.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    if (lines.has('x-amz-trailer-signature')) break;
  }
  const given = lines.get(name);
  if (given === undefined) throw invalidTrailer(name);
  signed?.checkTrailer(lines.get('x-amz-trailer-signature'), `${name}:${given}\n`);
  if (checksum !== undefined && (await checksum.digest()) !== given) throw badDigest(checksum.name);
}
