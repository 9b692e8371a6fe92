import { AwsError } from '../contract/aws-error.ts';
import type { ProtocolName, ServiceModel } from './models.ts';
import type { WireError } from './protocols/protocol.ts';

/** Answers to requests that no service has to see. */

export function unknownOperation(protocol: ProtocolName, action?: string, version?: string): AwsError {
  if (protocol === 'aws-query') {
    return new AwsError(
      'InvalidAction',
      `Could not find operation ${action ?? ''} for version ${version ?? 'NO_VERSION_SPECIFIED'}`,
    );
  }
  if (protocol === 'rest-xml') {
    return new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', {
      status: 405,
    });
  }
  const status = protocol === 'rest-json' ? 404 : 400;
  return new AwsError('UnknownOperationException', 'The requested operation is not recognized by the service.', {
    status,
  });
}

// Differs from AWS: it has no operation that its model names and its service lacks.
export function notImplemented(service: string, operation: string): AwsError {
  return new AwsError('NotImplemented', `Snowglobe does not implement ${service} ${operation}.`, { status: 501 });
}

export function bodyTooLarge(maximumBytes: number): AwsError {
  return new AwsError('RequestEntityTooLargeException', `Request must be smaller than ${maximumBytes} bytes`, {
    status: 413,
  });
}

/** The code under which a service refuses what its callers may not do. */
export function accessDenied(service: ServiceModel, message: string): AwsError {
  const { id, protocol } = service.settings;
  if (id === 'sns') return new AwsError('AuthorizationError', message, { status: 403 });
  if (protocol === 'aws-query' || protocol === 'rest-xml')
    return new AwsError('AccessDenied', message, { status: 403 });
  return new AwsError('AccessDeniedException', message, { status: protocol === 'rest-json' ? 403 : 400 });
}

const defaultStatus = 400;

/** What an error of a handler is on the wire: its modelled shape and status, or the code as it stands. */
export function wireError(error: AwsError, service: ServiceModel): WireError {
  const shape = service.error(error.code);
  const status =
    error.options.status ?? shape?.error?.status ?? (shape?.error?.fault === 'server' ? 500 : defaultStatus);
  return {
    code: shape?.name ?? error.code,
    message: error.message,
    status,
    fault: shape?.error?.fault ?? (status >= 500 ? 'server' : 'client'),
    shape,
    members: error.options.members ?? {},
  };
}

/** What the caller sees of a fault of ours. */
export function internalFailure(protocol: ProtocolName): WireError {
  return {
    code: protocol === 'rest-xml' ? 'InternalError' : 'InternalFailure',
    message: 'The request processing has failed because of an unknown error, exception or failure.',
    status: 500,
    fault: 'server',
    shape: undefined,
    members: {},
  };
}
