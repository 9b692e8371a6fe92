import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Signing {
  readonly credentials: Credentials;
  /** Epoch ms. */
  readonly signedAt: number;
  /** Default: us-east-1. */
  readonly region?: string | undefined;
  /** Default: execute-api. */
  readonly service?: string | undefined;
  /** Default: POST. */
  readonly method?: string | undefined;
  /** Default: `{}`; requests by GET have none. */
  readonly body?: string | undefined;
  /** Sent instead of the signed body. */
  readonly tampered?: string | undefined;
  /** Seconds that the signature is good for, which then stands in the query. */
  readonly presigned?: number | undefined;
}

/** Asks for a URL with a signature of Signature Version 4, made by AWS's own signer. */
export async function signedFetch(address: string, signing: Signing): Promise<Response> {
  const { credentials, region = 'us-east-1', service = 'execute-api', method = 'POST', body = '{}' } = signing;
  const url = new URL(address);
  const signer = new SignatureV4({ credentials, region, service, sha256: Hash.bind(null, 'sha256') });
  const request = {
    method,
    protocol: 'http:',
    hostname: url.hostname,
    port: Number(url.port),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { host: url.host, 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body }),
  };
  const signingDate = new Date(signing.signedAt);
  const signed =
    signing.presigned === undefined
      ? await signer.sign(request, { signingDate })
      : await signer.presign(request, { signingDate, expiresIn: signing.presigned });
  const query = Object.entries(signed.query ?? {}).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  );
  const { host: _host, ...headers } = signed.headers;
  return fetch(`${url.origin}${url.pathname}${query.length === 0 ? '' : `?${query.join('&')}`}`, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: signing.tampered ?? body }),
  });
}
