import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a request says of its signature: AWS Signature Version 4, in the Authorization header or the query. */
export interface Signature {
  readonly accessKeyId: string;
  /** `20260102` */
  readonly date: string;
  readonly region: string;
  /** The service's signing name. */
  readonly service: string;
  /** Joined by `;`, as given. */
  readonly signedHeaders: string;
  readonly signature: string;
  /** `20260102T030405Z` */
  readonly timestamp: string;
  readonly sessionToken?: string;
  /** Presigned requests only. */
  readonly expiresSeconds?: number;
  /** `X-Amz-Content-Sha256` of a presigned request. */
  readonly payloadHash?: string;
}

/** The parts of a request that a signature covers. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A signature that lacks parts; the gateway words it as the service does. */
export class IncompleteSignature extends Error {}

const algorithm = 'AWS4-HMAC-SHA256';

/** Reads the signature of a request; undefined when it is not signed. Throws IncompleteSignature. */
export function parseSignature(request: SignedRequest): Signature | undefined {
  const authorization = request.headers.authorization;
  if (authorization?.startsWith('AWS4-')) return fromHeader(authorization, request.headers);
  if (request.query.includes('X-Amz-Signature=')) return fromQuery(request.query);
  return undefined;
}

/** The value after `Name=`, up to the next comma. Searched by hand: this runs for every request. */
function parameter(authorization: string, start: string): string | undefined {
  const at = authorization.indexOf(start);
  if (at < 0) return undefined;
  const from = at + start.length;
  const comma = authorization.indexOf(',', from);
  return comma < 0 ? authorization.slice(from).trim() : authorization.slice(from, comma);
}

function fromHeader(authorization: string, headers: Readonly<Record<string, string>>): Signature {
  const credential = parameter(authorization, 'Credential=');
  const signedHeaders = parameter(authorization, 'SignedHeaders=');
  const signature = parameter(authorization, 'Signature=');
  if (credential === undefined || signedHeaders === undefined || signature === undefined) {
    throw missingParameters(
      { Credential: credential, SignedHeaders: signedHeaders, Signature: signature },
      authorization,
    );
  }
  if (!authorization.startsWith(`${algorithm} `)) {
    throw new IncompleteSignature(`Unsupported AWS 'algorithm': '${authorization.split(' ')[0]}'.`);
  }
  const timestamp = headers['x-amz-date'] ?? compactDate(headers.date);
  if (timestamp === undefined) {
    throw new IncompleteSignature(
      `Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=${authorization}`,
    );
  }
  const sessionToken = headers['x-amz-security-token'];
  const { accessKeyId, date, region, service } = credentialParts(credential);
  const parsed = { accessKeyId, date, region, service, signedHeaders, signature, timestamp };
  return sessionToken === undefined ? parsed : { ...parsed, sessionToken };
}

function missingParameters(
  found: Readonly<Record<string, string | undefined>>,
  authorization: string,
): IncompleteSignature {
  const missing = Object.keys(found).filter((name) => found[name] === undefined);
  const reasons = missing.map((name) => `Authorization header requires '${name}' parameter.`).join(' ');
  return new IncompleteSignature(`${reasons} Authorization=${authorization.split(' ')[0]}`);
}

function compactDate(date: string | undefined): string | undefined {
  const time = Date.parse(date ?? '');
  if (Number.isNaN(time)) return undefined;
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

/** `key/20260102/eu-west-1/sqs/aws4_request`, read from its end, because keys may hold slashes. */
function credentialParts(credential: string): Pick<Signature, 'accessKeyId' | 'date' | 'region' | 'service'> {
  const afterService = credential.lastIndexOf('/');
  const afterRegion = credential.lastIndexOf('/', afterService - 1);
  const afterDate = credential.lastIndexOf('/', afterRegion - 1);
  const afterKey = credential.lastIndexOf('/', afterDate - 1);
  if (afterKey <= 0 || afterService - afterRegion < 2 || !credential.endsWith('/aws4_request')) {
    throw new IncompleteSignature(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  return {
    accessKeyId: credential.slice(0, afterKey),
    date: credential.slice(afterKey + 1, afterDate),
    region: credential.slice(afterDate + 1, afterRegion),
    service: credential.slice(afterRegion + 1, afterService),
  };
}

function fromQuery(query: string): Signature {
  const pairs = query.split('&').map((pair) => splitPair(pair));
  if (pairs.filter(([name]) => name === 'X-Amz-Signature').length > 1) {
    throw new IncompleteSignature("AWS query-string parameters must include 'X-Amz-Signature' once.");
  }
  const values = new Map(pairs);
  const need = (name: string): string => {
    const value = values.get(name);
    if (value === undefined) throw new IncompleteSignature(`AWS query-string parameters must include '${name}'.`);
    return value;
  };
  if (need('X-Amz-Algorithm') !== algorithm) {
    throw new IncompleteSignature(`Unsupported AWS 'algorithm': '${need('X-Amz-Algorithm')}'.`);
  }
  const token = values.get('X-Amz-Security-Token');
  const payloadHash = values.get('X-Amz-Content-Sha256');
  return {
    ...credentialParts(need('X-Amz-Credential')),
    signedHeaders: need('X-Amz-SignedHeaders'),
    signature: need('X-Amz-Signature'),
    timestamp: need('X-Amz-Date'),
    ...(payloadHash === undefined ? {} : { payloadHash }),
    expiresSeconds: values.has('X-Amz-Expires') ? Number(values.get('X-Amz-Expires')) : 300,
    ...(token === undefined ? {} : { sessionToken: token }),
  };
}

function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  return equals < 0
    ? [decodeTolerantly(pair), '']
    : [decodeTolerantly(pair.slice(0, equals)), decodeTolerantly(pair.slice(equals + 1))];
}

function decodeTolerantly(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** S3 signs the path encoded once; everyone else normalises it and encodes it again. */
function canonicalPath(path: string, service: string): string {
  if (service === 's3' || service.startsWith('s3-') || service === 's3express') {
    return path
      .split('/')
      .map((segment) => encodeStrictly(decodeTolerantlyPath(segment)))
      .join('/');
  }
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(encodeStrictly(segment));
  }
  const normal = `/${segments.join('/')}`;
  return path.endsWith('/') && normal !== '/' ? `${normal}/` : normal;
}

function decodeTolerantlyPath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A presigned request's signature stands in the query that it signs. */
function canonicalQuery(query: string, isPresigned: boolean): string {
  if (query === '') return '';
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => splitPair(pair))
    .filter(([name]) => !isPresigned || name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeStrictly(name), encodeStrictly(value)] as const)
    .sort(([a, av], [b, bv]) => (a < b ? -1 : a > b ? 1 : av < bv ? -1 : av > bv ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function canonicalHeaders(signature: Signature, headers: Readonly<Record<string, string>>): string {
  return signature.signedHeaders
    .toLowerCase()
    .split(';')
    .map((name) => `${name}:${(headers[name] ?? '').trim().replaceAll(/ +/g, ' ')}\n`)
    .join('');
}

const keys = new Map<string, Buffer>();
const maximumCachedKeys = 1000;

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** The signing key of a day, region and service. */
export function signingKey(
  secretAccessKey: string,
  { date, region, service }: Pick<Signature, 'date' | 'region' | 'service'>,
): Buffer {
  const id = `${secretAccessKey}/${date}/${region}/${service}`;
  const known = keys.get(id);
  if (known !== undefined) return known;
  const key = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, date), region), service), 'aws4_request');
  if (keys.size >= maximumCachedKeys) keys.clear();
  keys.set(id, key);
  return key;
}

export function credentialScope({ date, region, service }: Pick<Signature, 'date' | 'region' | 'service'>): string {
  return `${date}/${region}/${service}/aws4_request`;
}

export interface CanonicalForms {
  readonly canonicalRequest: string;
  readonly stringToSign: string;
}

/** What the caller should have signed. `payloadHash` is lower-case hex, or one of the literals such as UNSIGNED-PAYLOAD. */
export function canonicalForms(signature: Signature, request: SignedRequest, payloadHash: string): CanonicalForms {
  const canonicalRequest = [
    request.method,
    canonicalPath(request.path, signature.service),
    canonicalQuery(request.query, signature.expiresSeconds !== undefined),
    canonicalHeaders(signature, request.headers),
    signature.signedHeaders.toLowerCase(),
    payloadHash,
  ].join('\n');
  const digest = createHash('sha256').update(canonicalRequest).digest('hex');
  const stringToSign = `${algorithm}\n${signature.timestamp}\n${credentialScope(signature)}\n${digest}`;
  return { canonicalRequest, stringToSign };
}

/** True when the secret key makes this signature for this request. */
export function isSignedWith(secretAccessKey: string, signature: Signature, forms: CanonicalForms): boolean {
  if (!/^[0-9a-f]{64}$/.test(signature.signature)) return false;
  const expected = hmac(signingKey(secretAccessKey, signature), forms.stringToSign);
  return timingSafeEqual(expected, Buffer.from(signature.signature, 'hex'));
}

/** Epoch ms of `20260102T030405Z`; undefined when it is none. */
export function parseSignatureTime(timestamp: string): number | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp) ?? [];
  if (year === undefined) return undefined;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}
