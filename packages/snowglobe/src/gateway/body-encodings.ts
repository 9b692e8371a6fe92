import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Caller } from './authenticate.ts';
import { contentHashMismatch } from './authentication-errors.ts';
import { chunkSigner, decodeAwsChunked, isAwsChunked } from './aws-chunked.ts';
import { bodyTooLarge } from './errors.ts';
import type { HttpRequest } from './http-message.ts';
import { maximumBodyBytes } from './limits.ts';
import type { OperationModel } from './models.ts';
import type { BodySource } from './protocols/protocol.ts';
import { serializationError } from './protocols/wire-errors.ts';
import type { Signature } from './sigv4.ts';

const unzip = promisify(gunzip);

interface DecodedBody {
  /** The request's, told of the body as it now is. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly stream?: BodySource;
}

const nothing = new Uint8Array(0);

/** The body without what the transport put around it: aws-chunked framing, gzip. */
export async function decodeBody(
  request: HttpRequest,
  operation: OperationModel,
  raw: Uint8Array | undefined,
  caller: Caller,
  signature: Signature | undefined,
): Promise<DecodedBody> {
  const { headers } = request;
  if (isAwsChunked(headers)) {
    const source = raw === undefined ? request.body : oneChunk(raw);
    const stream = decodeAwsChunked(source, headers, chunkSigner(caller.chunkKey, signature));
    const plain = unchunkedHeaders(headers);
    return raw === undefined
      ? { headers: plain, body: nothing, stream }
      : { headers: plain, body: await collect(stream) };
  }
  if (raw === undefined) return { headers, body: nothing, stream: signedStream(request.body, headers, caller) };
  const gzipped = headers['content-encoding'] === 'gzip' && operation.service.settings.id !== 's3';
  return { headers, body: gzipped ? await unzipped(raw, operation) : raw };
}

/** The headers as if the body had been sent plain. */
function unchunkedHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { 'content-encoding': encoding, 'content-length': _framed, ...others } = headers;
  const length = headers['x-amz-decoded-content-length'];
  const left = (encoding ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'aws-chunked');
  return {
    ...others,
    ...(length === undefined ? {} : { 'content-length': length }),
    ...(left.length === 0 ? {} : { 'content-encoding': left.join(', ') }),
  };
}

/** A streamed body whose hash was signed is compared with it at its end. */
function signedStream(source: BodySource, headers: Readonly<Record<string, string>>, caller: Caller): BodySource {
  const claimed = headers['x-amz-content-sha256'] ?? '';
  return caller.chunkKey !== undefined && /^[0-9a-f]{64}$/.test(claimed) ? hashed(source, claimed) : source;
}

async function* hashed(source: BodySource, claimed: string): BodySource {
  const hash = createHash('sha256');
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
  const computed = hash.digest('hex');
  if (computed !== claimed) throw contentHashMismatch(claimed, computed);
}

async function unzipped(raw: Uint8Array, operation: OperationModel): Promise<Uint8Array> {
  const maximumBytes = maximumBodyBytes(operation.service.settings.id);
  try {
    return await unzip(raw, { maxOutputLength: maximumBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw bodyTooLarge(maximumBytes);
    throw serializationError('The request body is not gzip');
  }
}

async function* oneChunk(bytes: Uint8Array): BodySource {
  yield bytes;
}

async function collect(source: BodySource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}
