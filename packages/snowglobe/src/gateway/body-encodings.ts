import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Caller } from './authenticate.ts';
import { contentHashMismatch } from './authentication-errors.ts';
import type { ChunkSigner } from './aws-chunked.ts';
import { chunkSigner, decodeAwsChunked, isAwsChunked } from './aws-chunked.ts';
import { bodyTooLarge } from './errors.ts';
import type { HttpRequest } from './http-message.ts';
import type { Identified } from './identify.ts';
import { maximumBodyBytes } from './limits.ts';
import type { OperationModel } from './models.ts';
import type { BodySource, EncodedRequest } from './protocols/protocol.ts';
import { serializationError } from './protocols/wire-errors.ts';
import type { Signature } from './sigv4.ts';

const unzip = promisify(gunzip);

const nothing = new Uint8Array(0);

/** The request with its body freed of what the transport put around it: aws-chunked framing, gzip. */
export function decodeBody(
  request: HttpRequest,
  { operation, labels }: Identified,
  raw: Uint8Array | undefined,
  caller: Caller,
  signature: Signature | undefined,
): EncodedRequest | Promise<EncodedRequest> {
  const { headers, query } = request;
  const streamed = () => signedStream(request.body, headers['x-amz-content-sha256'] ?? signature?.payloadHash, caller);
  if (isAwsChunked(headers)) {
    const source = raw === undefined ? streamed() : oneChunk(raw);
    return unchunked(request, labels, source, raw === undefined, chunkSigner(caller.chunkKey, signature));
  }
  if (raw === undefined) return { headers, query, labels, body: nothing, stream: streamed() };
  const gzipped = headers['content-encoding'] === 'gzip' && operation.service.settings.id !== 's3';
  if (gzipped) return unzipped(raw, operation).then((body) => ({ headers, query, labels, body }));
  return { headers, query, labels, body: raw };
}

async function unchunked(
  request: HttpRequest,
  labels: Identified['labels'],
  source: BodySource,
  streams: boolean,
  signer: ChunkSigner | undefined,
): Promise<EncodedRequest> {
  const stream = decodeAwsChunked(source, request.headers, signer);
  const head = { headers: unchunkedHeaders(request.headers), query: request.query, labels };
  return streams ? { ...head, body: nothing, stream } : { ...head, body: await collect(stream) };
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
function signedStream(source: BodySource, claimed: string | undefined, caller: Caller): BodySource {
  const isHash = claimed !== undefined && /^[0-9a-f]{64}$/.test(claimed);
  return caller.chunkKey !== undefined && isHash ? hashed(source, claimed) : source;
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
