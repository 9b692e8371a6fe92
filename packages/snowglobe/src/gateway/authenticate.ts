import { createHash } from 'node:crypto';
import type { AccessControl } from '../access/access-control.ts';
import type { Principal } from '../contract/principal.ts';
import type { Scope } from '../contract/scope.ts';
import {
  authenticationError,
  contentHashMismatch,
  expiryTooLong,
  headersNotSigned,
  requestHasExpired,
  requestNotYetValid,
} from './authentication-errors.ts';
import type { HttpRequest } from './http-message.ts';
import { defaultScope } from './http-message.ts';
import type { OperationModel, ProtocolName } from './models.ts';
import { isDoubled, s3ScopeProblem, scopeProblem, unsignedHeaders } from './signature-scope.ts';
import type { Signature } from './sigv4.ts';
import { canonicalForms, isSignedWith, parseSignatureTime, signingKey } from './sigv4.ts';

/** Who calls, and where the call stands. */
export interface Caller {
  readonly principal: Principal;
  readonly scope: Scope;
  /** What the chunks of an aws-chunked body are verified with; undefined when the signature was not verified. */
  readonly chunkKey?: Buffer;
}

export interface Authentication {
  readonly access: AccessControl;
  /** Epoch ms. */
  readonly now: () => number;
  /** Verifies also the signatures of keys that the globe did not issue; their secret is `test`. */
  readonly strict: boolean;
}

const unissuedSecret = 'test';
const minuteMs = 60_000;
/** Presigned requests last a week at most. */
const longestExpirySeconds = 604_800;

/**
 * Finds the caller of a request and verifies its signature where the globe knows the secret key. `body` is undefined when it is
 * streamed: then its hash is not checked here.
 */
export function authenticate(
  request: HttpRequest,
  operation: OperationModel,
  signature: Signature | undefined,
  body: Uint8Array | undefined,
  parts: Authentication,
): Caller {
  const { protocol } = operation.service.settings;
  if (signature === undefined) return anonymousCaller(operation, protocol);
  const { accessKeyId, sessionToken } = signature;
  const found = parts.access.principalFor({ accessKeyId, ...(sessionToken === undefined ? {} : { sessionToken }) });
  if ('refused' in found) {
    throw authenticationError(found.refused, protocol, '', { AWSAccessKeyId: accessKeyId });
  }
  const scope = { account: found.principal.account, region: signature.region };
  const secret = found.secretAccessKey ?? (parts.strict ? unissuedSecret : undefined);
  if (secret === undefined) return { principal: found.principal, scope };
  checkScope(request, operation, signature);
  verify(request, signature, secret, body, protocol, parts.now());
  if (accessKeyId.startsWith('AKIA')) parts.access.noteKeyUse(accessKeyId, signature.service, signature.region);
  return { principal: found.principal, scope, chunkKey: signingKey(secret, signature) };
}

function anonymousCaller(operation: OperationModel, protocol: ProtocolName): Caller {
  // S3 lets bucket policies decide about callers without a name.
  if (!operation.anonymous && protocol !== 'rest-xml') throw authenticationError('missing', protocol, '');
  return { principal: { kind: 'anonymous', account: defaultScope.account }, scope: defaultScope };
}

/** Whether the signature is meant for this service, and covers all that it must. */
function checkScope(request: HttpRequest, operation: OperationModel, signature: Signature): void {
  const { settings } = operation.service;
  const { protocol } = settings;
  const isS3 = protocol === 'rest-xml';
  const problem = (isS3 ? s3ScopeProblem : scopeProblem)(signature, settings, request.host);
  if (problem !== undefined) throw authenticationError(isS3 ? 'incomplete' : 'skewed', protocol, problem);
  if (isDoubled(request.rawHeaders, 'authorization')) {
    throw authenticationError('incomplete', protocol, 'Authorization header is present more than once.');
  }
  const unsigned = unsignedHeaders(signature, request);
  if (unsigned.length > 0) throw headersNotSigned(unsigned, protocol);
}

function verify(
  request: HttpRequest,
  signature: Signature,
  secret: string,
  body: Uint8Array | undefined,
  protocol: ProtocolName,
  nowAt: number,
): void {
  const forms = canonicalForms(signature, request, payloadHash(request, signature, body, protocol));
  if (!isSignedWith(secret, signature, forms)) {
    throw authenticationError('mismatch', protocol, '', {
      AWSAccessKeyId: signature.accessKeyId,
      StringToSign: forms.stringToSign,
      SignatureProvided: signature.signature,
      CanonicalRequest: forms.canonicalRequest,
    });
  }
  checkTime(signature, protocol, nowAt);
}

function payloadHash(
  request: HttpRequest,
  signature: Signature,
  body: Uint8Array | undefined,
  protocol: ProtocolName,
): string {
  const claimed = request.headers['x-amz-content-sha256'] ?? signature.payloadHash;
  if (protocol === 'rest-xml' && signature.expiresSeconds !== undefined && claimed === undefined)
    return 'UNSIGNED-PAYLOAD';
  if (body === undefined) return claimed ?? 'UNSIGNED-PAYLOAD';
  if (claimed !== undefined && !/^[0-9a-f]{64}$/.test(claimed)) return claimed;
  const computed = createHash('sha256').update(body).digest('hex');
  if (claimed === undefined || claimed === computed) return computed;
  if (protocol === 'rest-xml') throw contentHashMismatch(claimed, computed);
  throw authenticationError('mismatch', protocol, '');
}

function compact(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

function checkTime(signature: Signature, protocol: ProtocolName, nowAt: number): void {
  const signedAt = parseSignatureTime(signature.timestamp);
  if (signedAt === undefined)
    throw authenticationError(
      'incomplete',
      protocol,
      `Date must be in ISO-8601 'basic format'. Got '${signature.timestamp}'.`,
    );
  const allowedMs = (protocol === 'rest-xml' ? 15 : 5) * minuteMs;
  if (signature.expiresSeconds !== undefined) {
    if (!(signature.expiresSeconds <= longestExpirySeconds)) throw expiryTooLong(protocol);
    if (signedAt > nowAt + allowedMs) throw requestNotYetValid(protocol, compact(signedAt), compact(nowAt));
    const endAt = signedAt + signature.expiresSeconds * 1000;
    if (nowAt <= endAt) return;
    if (protocol === 'rest-xml') throw requestHasExpired(signature.expiresSeconds, endAt, nowAt);
    throw authenticationError(
      'skewed',
      protocol,
      `Signature expired: ${compact(endAt)} is now earlier than ${compact(nowAt)}`,
    );
  }
  if (Math.abs(nowAt - signedAt) <= allowedMs) return;
  const times = {
    RequestTime: signature.timestamp,
    ServerTime: new Date(nowAt).toISOString(),
    MaxAllowedSkewMilliseconds: allowedMs,
  };
  const detail =
    signedAt < nowAt
      ? `Signature expired: ${signature.timestamp} is now earlier than ${compact(nowAt - allowedMs)} (${compact(nowAt)} - 5 min.)`
      : `Signature not yet current: ${signature.timestamp} is still later than ${compact(nowAt + allowedMs)} (${compact(nowAt)} + 5 min.)`;
  throw authenticationError('skewed', protocol, detail, times);
}
