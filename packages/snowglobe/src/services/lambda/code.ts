import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { AwsError } from '../../contract/aws-error.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import { type CodeDigest, digestOf, isUnpackable, readLocalCode, zipOfFolder } from '../../execution/code-folders.ts';
import { invalidParameter, unsupported } from './errors.ts';
import { limits } from './limits.ts';
import { type CodeSource, localCode, localCodeKey } from './tables.ts';

/** Code that was received and checked, not yet stored. */
export type ReceivedCode =
  | ({ readonly kind: 'folder'; readonly path: string } & CodeDigest)
  | ({ readonly kind: 'zip'; readonly zip: Uint8Array } & CodeDigest);

export interface CodeInput {
  readonly ZipFile?: Uint8Array | undefined;
  readonly S3Bucket?: string | undefined;
  readonly S3Key?: string | undefined;
  readonly S3ObjectVersion?: string | undefined;
  readonly ImageUri?: string | undefined;
}

/** Fetches the code that a request names. */
export async function receiveCode(input: CodeInput, call: Call): Promise<ReceivedCode> {
  if (input.ImageUri !== undefined) throw unsupported('ImageUri');
  if (input.ZipFile) return receivedZip(input.ZipFile);
  if (!input.S3Bucket || !input.S3Key) throw invalidParameter('Please provide a source for function code.');
  const local = input.S3ObjectVersion === undefined ? receiveLocal(call, input.S3Bucket, input.S3Key) : undefined;
  return local ?? receivedZip(await fetchObject(call, input.S3Bucket, input.S3Key, input.S3ObjectVersion));
}

/** A code asset of a CDK assembly on this machine is used where it lies. */
function receiveLocal(call: Call, bucket: string, key: string): ReceivedCode | undefined {
  const row = call.globe.store.collection(localCode, call.scope).get(localCodeKey(bucket, key));
  const code = row && readLocalCode(row.path);
  if (!row || !code) return undefined;
  return code.kind === 'folder' ? code : receivedZip(code.zip);
}

function receivedZip(zip: Uint8Array): ReceivedCode {
  if (zip.byteLength > limits.unzippedBytes)
    throw invalidParameter(`Unzipped size must be smaller than ${limits.unzippedBytes} bytes`);
  if (!isUnpackable(zip)) {
    throw invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
  return { kind: 'zip', zip, ...digestOf(zip) };
}

async function fetchObject(call: Call, bucket: string, key: string, version: string | undefined): Promise<Uint8Array> {
  try {
    const { Body } = await call.globe.call<GetObjectCommandOutput>({
      service: 's3',
      operation: 'GetObject',
      input: { Bucket: bucket, Key: key, ...(version !== undefined && { VersionId: version }) },
      scope: call.scope,
      caller: call.caller,
      cause: call.cause,
    });
    return await gather(Body as unknown as Uint8Array | AsyncIterable<Uint8Array>);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw invalidParameter(
      `Error occurred while GetObject. S3 Error Code: ${error.code}. S3 Error Message: ${error.message}`,
    );
  }
}

async function gather(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Stores received code; call inside a step. */
export function storeCode(globe: Globe, code: ReceivedCode): CodeSource {
  return code.kind === 'folder'
    ? { kind: 'folder', path: code.path }
    : { kind: 'zip', blob: globe.blobs.put(code.zip) };
}

/** The code as a zip file. */
export async function codeAsZip(globe: Globe, code: CodeSource): Promise<Uint8Array> {
  return code.kind === 'folder' ? zipOfFolder(code.path) : globe.blobs.read(code.blob);
}

/** Remembers that an asset lies on this machine. */
export function rememberLocalCode(globe: Globe, scope: Scope, bucket: string, key: string, path: string): void {
  globe.store.collection(localCode, scope).put({ location: localCodeKey(bucket, key), path });
}
