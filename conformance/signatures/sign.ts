import { Hash } from '@smithy/core/serde';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { RawRequest } from './raw-request.ts';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What is to be signed, and how. */
export interface Unsigned {
  readonly service: string;
  readonly region?: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** In the query rather than in a header. */
  readonly presigned?: boolean;
  readonly expiresSeconds?: number;
}

/** Signs with AWS's own signer. */
export async function signed(unsigned: Unsigned, keys: Keys, port: number, at: number): Promise<RawRequest> {
  const { service, region = 'us-east-1', method, path, query = {}, headers = {}, body = '' } = unsigned;
  const signer = new SignatureV4({
    service,
    region,
    credentials: keys,
    sha256: Hash.bind(null, 'sha256'),
    uriEscapePath: service !== 's3',
    applyChecksum: service === 's3',
  });
  const request = new HttpRequest({
    method,
    protocol: 'http:',
    hostname: '127.0.0.1',
    port,
    path,
    query: { ...query },
    headers: {
      host: `127.0.0.1:${port}`,
      ...headers,
      ...(unsigned.presigned && service === 's3' && { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }),
    },
    ...(body !== '' && { body }),
  });
  const signingDate = new Date(at);
  const result = unsigned.presigned
    ? await signer.presign(request, { signingDate, expiresIn: unsigned.expiresSeconds ?? 300 })
    : await signer.sign(request, { signingDate });
  return {
    method,
    target: `${result.path}${queryText(result.query)}`,
    headers: Object.entries(result.headers),
    body: Buffer.from(body),
  };
}

function queryText(query: HttpRequest['query'] | undefined): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    [value].flat().map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(each ?? '')}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
