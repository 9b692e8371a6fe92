import { createHash, createHmac } from 'node:crypto';

export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface UnsignedRequest {
  readonly url: URL;
  readonly method: string;
  readonly body: string;
  readonly region: string;
  readonly service: string;
  /** Epoch ms. */
  readonly at: number;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

const encoded = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function canonicalQuery({ searchParams }: URL): string {
  const pairs = Array.from(searchParams, ([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return pairs.sort((a, b) => (a < b ? -1 : 1)).join('&');
}

/** The headers that sign a request (Signature Version 4). https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function signatureHeaders(request: UnsignedRequest, credentials: SigningCredentials): Record<string, string> {
  const { url, method, body, region, service, at } = request;
  const timestamp = new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const date = timestamp.slice(0, 8);
  const headers = { host: url.host, 'x-amz-date': timestamp, 'x-amz-security-token': credentials.sessionToken };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const path = url.pathname.split('/').map(encoded).join('/');
  const canonical = [method, path, canonicalQuery(url), lines.join(''), names, sha256(body)].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${credentials.secretAccessKey}`,
  );
  const signature = hmac(key, ['AWS4-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n')).toString('hex');
  const credential = `Credential=${credentials.accessKeyId}/${scope}`;
  return {
    'x-amz-date': timestamp,
    'x-amz-security-token': credentials.sessionToken,
    authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names}, Signature=${signature}`,
  };
}
