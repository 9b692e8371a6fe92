import { createHash } from 'node:crypto';
import type { AccessControl } from '../access/access-control.ts';
import type { SignatureFailure, SignatureScope, SignedIdentity, SignedRequest } from '../contract/door.ts';
import { unsignedHeaders } from './signature-scope.ts';
import {
  canonicalForms,
  IncompleteSignature,
  isSignedWith,
  parseSignature,
  parseSignatureTime,
  type Signature,
} from './sigv4.ts';

export interface SignerParts {
  readonly access: AccessControl;
  /** Epoch ms. */
  readonly now: () => number;
}

/** The secret of keys that the globe did not issue. */
const unissuedSecret = 'test';
const skewMs = 5 * 60_000;
const longestExpirySeconds = 604_800;

/** Who signed a request at a door of a service's own. Unlike at the AWS APIs, every signature is verified. */
export function identifySigner(request: SignedRequest, scope: SignatureScope, parts: SignerParts): SignedIdentity {
  const malformed = malformedHeader(request.headers.authorization);
  if (malformed !== undefined) return refused('incomplete', malformed);
  try {
    const signature = parseSignature(request);
    return signature === undefined ? { kind: 'unsigned' } : identified(request, scope, signature, parts);
  } catch (error) {
    if (error instanceof IncompleteSignature) return refused('incomplete', error.message);
    throw error;
  }
}

function refused(failure: SignatureFailure, message: string): SignedIdentity {
  return { kind: 'refused', failure, message };
}

/** An Authorization header of another scheme, as AWS reads it: a list of `key=value`. */
function malformedHeader(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  // Doors join a header that came twice.
  const isTwice = authorization.indexOf('AWS4-', 1) > 0;
  if (isTwice) return 'Authorization header is present more than once.';
  if (authorization.startsWith('AWS4-')) return undefined;
  const hash = createHash('sha256').update(authorization).digest('base64');
  return `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`;
}

function identified(
  request: SignedRequest,
  scope: SignatureScope,
  signature: Signature,
  parts: SignerParts,
): SignedIdentity {
  const { accessKeyId, sessionToken } = signature;
  const found = parts.access.principalFor({ accessKeyId, ...(sessionToken === undefined ? {} : { sessionToken }) });
  if ('refused' in found) return refusedKey(found.refused);
  // A token belongs to temporary credentials only.
  if (sessionToken !== undefined && found.principal.kind === 'user') return refusedKey('invalid-token');
  const misplaced = scopeProblem(signature, scope);
  if (misplaced !== '') return refused('invalid-signature', misplaced);
  const [unsigned] = unsignedHeaders(signature, request);
  if (unsigned !== undefined) return refused('invalid-signature', unsignedHeaderText(unsigned));
  const hash = createHash('sha256').update(request.body).digest('hex');
  const forms = canonicalForms(signature, request, hash);
  const claimed = request.headers['x-amz-content-sha256'] ?? hash;
  if (claimed !== hash || !isSignedWith(found.secretAccessKey ?? unissuedSecret, signature, forms)) {
    return refused('invalid-signature', mismatchText(forms));
  }
  const late = timeProblem(signature, parts.now());
  if (late !== undefined) return refused('invalid-signature', late);
  return { kind: 'signed', principal: found.principal, accessKeyId };
}

function refusedKey(refusal: string): SignedIdentity {
  if (refusal === 'expired-token') {
    return refused('expired-token', 'The security token included in the request is expired');
  }
  return refused('unknown-key', 'The security token included in the request is invalid.');
}

function unsignedHeaderText(name: string): string {
  return `${name === 'host' ? "'Host' or ':authority'" : `'${name}'`} must be a 'SignedHeader' in the AWS Authorization.`;
}

/** AWS: IAM User Guide, "Troubleshoot signed requests for AWS APIs", credential scope errors. */
function scopeProblem({ date, region, service, timestamp }: Signature, scope: SignatureScope): string {
  const problems = [
    region === scope.region ? '' : `Credential should be scoped to a valid region, not '${region}'. `,
    service === scope.service ? '' : `Credential should be scoped to correct service: '${scope.service}'. `,
    timestamp.startsWith(date)
      ? ''
      : `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${timestamp.slice(0, 8)}', from '${timestamp}'. `,
  ];
  return problems.join('');
}

function mismatchText({ canonicalRequest, stringToSign }: ReturnType<typeof canonicalForms>): string {
  return `The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'${canonicalRequest}'\n\nThe String-to-Sign should have been\n'${stringToSign}'\n`;
}

function timeProblem(signature: Signature, now: number): string | undefined {
  const { timestamp, expiresSeconds } = signature;
  const signedAt = parseSignatureTime(timestamp);
  if (signedAt === undefined) return `Date must be in ISO-8601 'basic format'. Got '${timestamp}'.`;
  if (signedAt > now + skewMs) {
    return `Signature not yet current: ${timestamp} is still later than ${compact(now + skewMs)} (${compact(now)} + 5 min.)`;
  }
  if (expiresSeconds === undefined) {
    if (signedAt >= now - skewMs) return undefined;
    return `Signature expired: ${timestamp} is now earlier than ${compact(now - skewMs)} (${compact(now)} - 5 min.)`;
  }
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 0 || expiresSeconds > longestExpirySeconds) {
    return `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${longestExpirySeconds} seconds`;
  }
  const endAt = signedAt + expiresSeconds * 1000;
  return now <= endAt ? undefined : `Signature expired: ${compact(endAt)} is now earlier than ${compact(now)}`;
}

/** `20260102T030405Z` */
function compact(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}
