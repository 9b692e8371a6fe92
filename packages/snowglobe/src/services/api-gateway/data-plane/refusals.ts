import type { SignatureFailure } from '../../../contract/door.ts';
import type { IntegrationFacts, Outcome, Refusal } from './exchange.ts';

const refusal = (responseType: string, message: string | null, more: Partial<Refusal> = {}): Outcome => ({
  refusal: { responseType, message, ...more },
});

/** AWS's texts, each with its gateway response type. */
export const noSuchMethod = refusal('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
export const invalidApiKey = refusal('INVALID_API_KEY', 'Forbidden');
export const throttled = refusal('THROTTLED', 'Too Many Requests');
export const quotaExceeded = refusal('QUOTA_EXCEEDED', 'Limit Exceeded');
export const tooLarge = refusal('REQUEST_TOO_LARGE', 'Request Too Long');
export const unsupportedMediaType = refusal('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type');

export const unauthorized = refusal('UNAUTHORIZED', 'Unauthorized');
export const expiredToken = refusal('UNAUTHORIZED', 'The incoming token has expired');
/** AWS gives no text. */
export const authorizerMisconfigured = refusal('AUTHORIZER_CONFIGURATION_ERROR', null);
export const authorizerFailed = refusal('AUTHORIZER_FAILURE', null);

/** A request asks for a new answer that may not. */
export const cacheInvalidationDenied = refusal('ACCESS_DENIED', 'User is not authorized to invalidate the cache');

export const accessDenied = (message: string) => refusal('ACCESS_DENIED', message);

const signatureRefusals: Readonly<Record<SignatureFailure, readonly [string, string]>> = {
  incomplete: ['INVALID_SIGNATURE', 'IncompleteSignatureException'],
  'invalid-signature': ['INVALID_SIGNATURE', 'InvalidSignatureException'],
  'unknown-key': ['INVALID_SIGNATURE', 'UnrecognizedClientException'],
  'expired-token': ['EXPIRED_TOKEN', 'ExpiredTokenException'],
};

export const signatureRefused = (failure: SignatureFailure, message: string): Outcome => {
  const [responseType, errorType] = signatureRefusals[failure];
  return refusal(responseType, message, { errorType, status: 403 });
};

export const missingParameters = (names: readonly string[]) =>
  refusal('BAD_REQUEST_PARAMETERS', `Missing required request parameters: [${names.join(', ')}]`);

export const invalidBody = (validationError: string) =>
  refusal('BAD_REQUEST_BODY', 'Invalid request body', { validationError });

/** The integration is not set up rightly. */
export const misconfigured = (integration: IntegrationFacts): Outcome => ({
  ...refusal('API_CONFIGURATION_ERROR', 'Internal server error'),
  integration,
});

/** What a function is to be called with is no JSON. */
export const invalidBodyText = (message: string, integration: IntegrationFacts): Outcome => ({
  ...refusal('BAD_REQUEST_BODY', message),
  integration,
});

/** No connection to a backend. */
export const unreachable = (integration: IntegrationFacts): Outcome => ({
  ...refusal('INTEGRATION_FAILURE', 'Network error communicating with endpoint'),
  integration,
});

/** Lambda took no further invocation: an internal error, which an API may answer by its own INTEGRATION_FAILURE. */
export const functionThrottled = (integration: IntegrationFacts): Outcome => ({
  ...refusal('INTEGRATION_FAILURE', 'Internal server error', { status: 500 }),
  integration,
});

/** The function failed, or what it answered is no response. */
export const badGateway = (integration: IntegrationFacts): Outcome => ({
  ...refusal('API_CONFIGURATION_ERROR', 'Internal server error', { status: 502 }),
  integration,
});

export const timedOutIntegration = (integration: IntegrationFacts): Outcome => ({
  ...refusal('INTEGRATION_TIMEOUT', 'Endpoint request timed out'),
  integration,
});
