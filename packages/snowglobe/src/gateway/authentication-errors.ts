import { AwsError } from '../contract/aws-error.ts';
import type { ProtocolName } from './models.ts';

/** Why a request's signature or credential is refused. */
export type AuthenticationFailure =
  | 'missing'
  | 'incomplete'
  | 'mismatch'
  | 'skewed'
  | 'unknown-key'
  | 'inactive-key'
  | 'invalid-token'
  | 'expired-token';

interface Wording {
  readonly code: string;
  readonly status: number;
  /** Undefined: the failure brings its own text. */
  readonly message?: string;
}

type Wordings = Readonly<Record<AuthenticationFailure, Wording>>;

const invalidToken = 'The security token included in the request is invalid.';
const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

function jsonWordings(status: number): Wordings {
  return {
    missing: { code: 'MissingAuthenticationTokenException', status, message: 'Missing Authentication Token' },
    incomplete: { code: 'IncompleteSignatureException', status },
    mismatch: { code: 'InvalidSignatureException', status, message: mismatch },
    skewed: { code: 'InvalidSignatureException', status },
    'unknown-key': { code: 'UnrecognizedClientException', status, message: invalidToken },
    'inactive-key': { code: 'UnrecognizedClientException', status, message: invalidToken },
    'invalid-token': { code: 'UnrecognizedClientException', status, message: invalidToken },
    'expired-token': {
      code: 'ExpiredTokenException',
      status,
      message: 'The security token included in the request is expired',
    },
  };
}

const queryWordings: Wordings = {
  missing: { code: 'MissingAuthenticationToken', status: 403, message: 'Request is missing Authentication Token' },
  incomplete: { code: 'IncompleteSignature', status: 400 },
  mismatch: { code: 'SignatureDoesNotMatch', status: 403, message: mismatch },
  skewed: { code: 'SignatureDoesNotMatch', status: 403 },
  'unknown-key': { code: 'InvalidClientTokenId', status: 403, message: invalidToken },
  'inactive-key': { code: 'InvalidClientTokenId', status: 403, message: invalidToken },
  'invalid-token': { code: 'InvalidClientTokenId', status: 403, message: invalidToken },
  'expired-token': {
    code: 'ExpiredToken',
    status: 403,
    message: 'The security token included in the request is expired',
  },
};

const unknownS3Key = 'The AWS Access Key Id you provided does not exist in our records.';

const s3Wordings: Wordings = {
  missing: { code: 'AccessDenied', status: 403, message: 'Access Denied' },
  incomplete: { code: 'AuthorizationHeaderMalformed', status: 400 },
  mismatch: {
    code: 'SignatureDoesNotMatch',
    status: 403,
    message:
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  },
  skewed: {
    code: 'RequestTimeTooSkewed',
    status: 403,
    message: 'The difference between the request time and the current time is too large.',
  },
  'unknown-key': { code: 'InvalidAccessKeyId', status: 403, message: unknownS3Key },
  'inactive-key': { code: 'InvalidAccessKeyId', status: 403, message: unknownS3Key },
  'invalid-token': {
    code: 'InvalidToken',
    status: 400,
    message: 'The provided token is malformed or otherwise invalid.',
  },
  'expired-token': { code: 'ExpiredToken', status: 400, message: 'The provided token has expired.' },
};

const wordings: Readonly<Record<ProtocolName, Wordings>> = {
  'aws-json-1.0': jsonWordings(400),
  'aws-json-1.1': jsonWordings(400),
  'aws-query': queryWordings,
  'rest-json': jsonWordings(403),
  'rest-xml': s3Wordings,
};

/** A failed authentication as the family of services of a protocol words it; `detail` where the failure has its own text. */
export function authenticationError(
  failure: AuthenticationFailure,
  protocol: ProtocolName,
  detail: string,
  members: Readonly<Record<string, unknown>> = {},
): AwsError {
  const { code, status, message } = wordings[protocol][failure];
  return new AwsError(code, message ?? detail, { status, ...(protocol === 'rest-xml' ? { members } : {}) });
}

/** A presigned URL of S3 that is past its end. */
export function requestHasExpired(expiresSeconds: number, endAt: number, nowAt: number): AwsError {
  return new AwsError('AccessDenied', 'Request has expired', {
    status: 403,
    members: {
      'X-Amz-Expires': expiresSeconds,
      Expires: new Date(endAt).toISOString().replace(/\.\d{3}/, ''),
      ServerTime: new Date(nowAt).toISOString().replace(/\.\d{3}/, ''),
    },
  });
}

/** A presigned request that is to last longer than a week. */
export function expiryTooLong(protocol: ProtocolName): AwsError {
  const isS3 = protocol === 'rest-xml';
  const text =
    'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds';
  return isS3
    ? new AwsError('AuthorizationQueryParametersError', text, { status: 400 })
    : authenticationError('skewed', protocol, text);
}

/** A presigned request whose time has not come. */
export function requestNotYetValid(protocol: ProtocolName, signedAt: string, now: string): AwsError {
  return protocol === 'rest-xml'
    ? new AwsError('AccessDenied', 'Request is not valid yet', { status: 403 })
    : authenticationError('skewed', protocol, `Signature not yet current: ${signedAt} is still later than ${now}`);
}

/** Headers that change what a request means and that its signature does not cover. */
export function headersNotSigned(names: readonly string[], protocol: ProtocolName): AwsError {
  if (protocol === 'rest-xml') {
    return new AwsError('AccessDenied', 'There were headers present in the request which were not signed', {
      status: 403,
      members: { HeadersNotSigned: names.join(', ') },
    });
  }
  const [name = ''] = names;
  const shown = name === 'host' ? "'Host' or ':authority'" : `'${name}'`;
  return authenticationError('skewed', protocol, `${shown} must be a 'SignedHeader' in the AWS Authorization.`);
}

/** The body is not what the signed `x-amz-content-sha256` says. */
export function contentHashMismatch(claimed: string, computed: string): AwsError {
  return new AwsError(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    {
      status: 400,
      members: { ClientComputedContentSHA256: claimed, S3ComputedContentSHA256: computed },
    },
  );
}
