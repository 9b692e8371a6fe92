import type { Shape } from '../shapes.ts';
import { jsonEvents, parseJson } from './aws-json.ts';
import { jsonReader, structureReader } from './json-reader.ts';
import { jsonWriter, structureWriter } from './json-writer.ts';
import type { EncodedResponse, ErrorPlace, WireError } from './protocol.ts';
import { messageMember } from './protocol.ts';
import type { RestOutputBodies } from './rest.ts';
import { restProtocol } from './rest.ts';
import { headerWriter } from './rest-bindings.ts';

const bodies: RestOutputBodies = {
  contentType: 'application/json',
  events: jsonEvents,
  readMembers: (members, body) => structureReader(members)(parseJson(body)) as Record<string, unknown>,
  readPayload: (shape, body) => {
    const value = parseJson(body);
    return value === null ? undefined : jsonReader(shape)(value);
  },
  writeMembers: (_operation, members, output) => structureWriter(members)(output),
  writePayload: (_operation, member, value) => jsonWriter(member.shape)(value),
  requestIdHeaders: (requestId) => ({ 'x-amzn-requestid': requestId }),
};

const contentType = { 'content-type': 'application/json' };

/** Services whose errors say in a `Type` member whose fault they are. */
function faultType(error: WireError): Record<string, unknown> {
  if (!error.shape?.members.some((member) => member.name === 'Type')) return {};
  return { Type: error.fault === 'client' ? 'User' : 'Service' };
}

function errorBody(error: WireError, shape: Shape | undefined): string {
  const message = messageMember(shape);
  const fields = { ...faultType(error), ...error.members, [message]: error.message };
  if (shape === undefined) return JSON.stringify(fields);
  const inBody = shape.members.filter((member) => member.traits.header === undefined);
  const text = structureWriter(inBody)(fields);
  return shape.members.some((member) => member.name === message)
    ? text
    : `${text.slice(0, -1)}${text === '{}' ? '' : ','}"message":${JSON.stringify(error.message)}}`;
}

function encodeError(error: WireError, place: ErrorPlace): EncodedResponse {
  return {
    status: error.status,
    headers: {
      ...bodies.requestIdHeaders(place.requestId),
      ...contentType,
      'x-amzn-errortype': error.code,
      ...headerWriter(error.shape)(error.members),
    },
    body: errorBody(error, error.shape),
  };
}

/** restJson1. */
export const restJson = restProtocol('rest-json', bodies, encodeError);
