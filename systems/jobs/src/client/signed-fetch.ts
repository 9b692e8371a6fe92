import { Hash } from '@smithy/core/serde';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';

export interface CallerCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface ApiAccess {
  /** The stack's output `ApiUrl`. */
  readonly apiUrl: string;
  readonly region: string;
  /** Asked for each request. */
  readonly credentials: () => Promise<CallerCredentials>;
  /** The time that requests are signed with. Default: now. */
  readonly nowMs?: () => number;
}

export interface SignedRequest {
  readonly method: string;
  /** Below the API's URL, without a slash at its beginning. */
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request with its signature (AWS Signature Version 4). */
export async function signedFetch(
  access: ApiAccess,
  { method, path, body, headers }: SignedRequest,
): Promise<Response> {
  const { apiUrl, region, credentials, nowMs = Date.now } = access;
  const url = new URL(path, apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`);
  const content = body === undefined ? {} : { body };
  const request = new HttpRequest({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    headers: { host: url.host, 'content-type': 'application/json', ...headers },
    ...content,
  });
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Hash.bind(null, 'sha256') });
  const signed = await signer.sign(request, { signingDate: new Date(nowMs()) });
  return await fetch(url, { method, headers: signed.headers, ...content });
}
