import type { Globe } from '../../contract/globe.ts';
import { readAssetText } from '../assets/asset-files.ts';
import { assetPath } from '../assets/asset-locations.ts';
import { messageOf, validationError } from '../errors.ts';
import type { Api } from './fetch-reference.ts';

/** The bucket and key of an S3 URL in any style; undefined when it is none. */
export function parseS3Url(text: string): { readonly bucket: string; readonly key: string } | undefined {
  const [, scheme, host = '', path = ''] = /^(https?|s3):\/\/([^/]+)\/([^?#]*)/.exec(text) ?? [];
  if (scheme === 's3') return { bucket: host, key: decodeURIComponent(path) };
  const bucketHost = /^(.+)\.s3[.-]/.exec(host)?.[1];
  const parts = bucketHost === undefined ? path.split('/') : [bucketHost, ...path.split('/')];
  const [bucket, ...key] = parts.map(decodeURIComponent);
  return bucket && key.length > 0 && key[0] !== '' ? { bucket, key: key.join('/') } : undefined;
}

/** Fetches a template by its S3 URL, whatever the host: only bucket and key count. */
export async function fetchTemplate(globe: Globe, url: string, api: Api): Promise<string> {
  const place = parseS3Url(url);
  if (!place) throw validationError('TemplateURL must be a supported URL.');
  const file = assetPath(globe, place.bucket, place.key);
  if (file !== undefined) return readAssetText(file);
  try {
    type Result = { readonly Body?: AsyncIterable<Uint8Array> | Uint8Array };
    const { Body = new Uint8Array() } = await api<Result>('s3', 'GetObject', { Bucket: place.bucket, Key: place.key });
    return Buffer.concat(Body instanceof Uint8Array ? [Body] : await gather(Body)).toString('utf8');
  } catch (error) {
    throw validationError(`S3 error: ${messageOf(error)}`);
  }
}

async function gather(body: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return chunks;
}
