import type { OperationModel } from '../models.ts';
import type { EventBodies } from './event-stream.ts';
import { encodeEvents, eventStreamType } from './event-stream.ts';
import { jsonReader } from './json-reader.ts';
import { jsonWriter, structureWriter } from './json-writer.ts';
import type { EncodedRequest, EncodedResponse, ErrorPlace, Protocol, WireError } from './protocol.ts';
import { eventStreamMember, messageMember, queryErrorHeader } from './protocol.ts';
import { serializationError } from './wire-errors.ts';

/** What stands before the `#` in `__type`, for services that write it so. */
const typePrefixes: Readonly<Record<string, string>> = {
  dynamodb: 'com.amazonaws.dynamodb.v20120810#',
  'dynamodb-streams': 'com.amazonaws.dynamodb.v20120810#',
  sqs: 'com.amazonaws.sqs#',
};

/** Errors that AWS's service framework raises itself carry its own namespace. */
const frameworkTypes: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate#',
  SerializationException: 'com.amazon.coral.service#',
  UnknownOperationException: 'com.amazon.coral.service#',
  UnrecognizedClientException: 'com.amazon.coral.service#',
  InvalidSignatureException: 'com.amazon.coral.service#',
  MissingAuthenticationTokenException: 'com.amazon.coral.service#',
  IncompleteSignatureException: 'com.amazon.coral.service#',
  ExpiredTokenException: 'com.amazon.coral.service#',
  AccessDeniedException: 'com.amazon.coral.service#',
};

/** Parses JSON text of a request. Throws SerializationException. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
  } catch {
    throw serializationError('Could not parse the request body as JSON');
  }
}

export const jsonEvents: EventBodies = {
  contentType: 'application/json',
  write: (members, _shape, value) => structureWriter(members)(value),
};

function decode(operation: OperationModel, request: EncodedRequest): Record<string, unknown> {
  if (request.body.length === 0) return {};
  const value = parseJson(request.body);
  if (operation.input === undefined) return {};
  return jsonReader(operation.input)(value) as Record<string, unknown>;
}

function errorBody(error: WireError, place: ErrorPlace): string {
  const prefixed = typePrefixes[place.service.settings.id];
  const prefix =
    prefixed === undefined ? '' : error.shape === undefined ? (frameworkTypes[error.code] ?? prefixed) : prefixed;
  const type = JSON.stringify(prefix + error.code);
  const message = messageMember(error.shape);
  const fields = { ...error.members, [message]: error.message };
  const body =
    error.shape === undefined
      ? JSON.stringify(fields)
      : structureWriter([
          ...error.shape.members,
          ...(error.shape.members.some((member) => member.name === message) ? [] : [plainMessage]),
        ])(fields);
  return body === '{}' ? `{"__type":${type}}` : `{"__type":${type},${body.slice(1)}`;
}

const plainMessage = {
  name: 'message',
  shape: { name: 'string', type: 'string', members: [] },
  traits: {},
  required: false,
} as const;

/** awsJson1_0 and awsJson1_1, which differ in their content type only. */
export function awsJson(version: '1.0' | '1.1'): Protocol {
  const contentType = `application/x-amz-json-${version}`;
  return {
    name: `aws-json-${version}`,
    decode,
    encode(operation, output, requestId): EncodedResponse {
      const headers = { 'x-amzn-requestid': requestId, 'content-type': contentType };
      const stream = eventStreamMember(operation.output);
      if (operation.output === undefined) return { status: 200, headers, body: '' };
      if (stream === undefined) return { status: 200, headers, body: jsonWriter(operation.output)(output) };
      const others = structureWriter(operation.output.members.filter((member) => member !== stream))(output);
      const events = output[stream.name] as AsyncIterable<Record<string, unknown>>;
      return {
        status: 200,
        headers: { ...headers, 'content-type': eventStreamType },
        body: encodeEvents(stream.shape, events, { ...jsonEvents, contentType }, others),
      };
    },
    encodeError(error, place): EncodedResponse {
      return {
        status: error.status,
        headers: {
          'x-amzn-requestid': place.requestId,
          'content-type': contentType,
          ...queryErrorHeader(error, place.service),
        },
        body: errorBody(error, place),
      };
    },
  };
}
