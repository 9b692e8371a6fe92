interface ResponseType {
  /** Undefined: that of the error. */
  readonly status?: number;
  /** The `x-amzn-ErrorType` header. */
  readonly error?: string;
}

/** AWS: API Gateway Developer Guide, "Gateway response types". */
export const responseTypes: Readonly<Record<string, ResponseType>> = {
  ACCESS_DENIED: { status: 403, error: 'AccessDeniedException' },
  API_CONFIGURATION_ERROR: { status: 500, error: 'InternalServerErrorException' },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, error: 'AuthorizerConfigurationException' },
  AUTHORIZER_FAILURE: { status: 500, error: 'AuthorizerConfigurationException' },
  BAD_REQUEST_BODY: { status: 400, error: 'BadRequestException' },
  BAD_REQUEST_PARAMETERS: { status: 400, error: 'BadRequestException' },
  DEFAULT_4XX: {},
  DEFAULT_5XX: {},
  EXPIRED_TOKEN: { status: 403, error: 'ExpiredTokenException' },
  INTEGRATION_FAILURE: { status: 504, error: 'InternalServerErrorException' },
  INTEGRATION_TIMEOUT: { status: 504, error: 'InternalServerErrorException' },
  INVALID_API_KEY: { status: 403, error: 'ForbiddenException' },
  INVALID_SIGNATURE: { status: 403, error: 'InvalidSignatureException' },
  MISSING_AUTHENTICATION_TOKEN: { status: 403, error: 'MissingAuthenticationTokenException' },
  QUOTA_EXCEEDED: { status: 429, error: 'LimitExceededException' },
  REQUEST_TOO_LARGE: { status: 413, error: 'RequestTooLargeException' },
  RESOURCE_NOT_FOUND: { status: 404, error: 'NotFoundException' },
  THROTTLED: { status: 429, error: 'TooManyRequestsException' },
  UNAUTHORIZED: { status: 401, error: 'UnauthorizedException' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, error: 'BadRequestException' },
  WAF_FILTERED: { status: 403, error: 'ForbiddenException' },
};
