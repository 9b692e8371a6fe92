import { createHash } from 'node:crypto';
import type { OperationModel } from '../models.ts';
import { errorMembers } from './aws-query.ts';
import type { EventBodies } from './event-stream.ts';
import type { EncodedResponse, ErrorPlace, WireError } from './protocol.ts';
import type { RestOutputBodies } from './rest.ts';
import { restProtocol } from './rest.ts';
import { headerWriter } from './rest-bindings.ts';
import { invalidQueryArgument } from './wire-errors.ts';
import { parseXml } from './xml-parser.ts';
import { structureReader, xmlReader } from './xml-reader.ts';
import { escapeXml, memberWriter, structureWriter, xmlWriter } from './xml-writer.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

const events: EventBodies = {
  contentType: 'text/xml',
  write: (members, shape, value) =>
    `<${shape.xmlName ?? shape.name}>${structureWriter(members)(value)}</${shape.xmlName ?? shape.name}>`,
};

function text(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

function namespace(operation: OperationModel): string {
  const uri = operation.service.settings.xmlNamespace;
  return uri === undefined ? '' : ` xmlns="${escapeXml(uri)}"`;
}

const bodies: RestOutputBodies = {
  contentType: 'application/xml',
  events,
  readMembers: (members, body) => structureReader(members)(parseXml(text(body))) as Record<string, unknown>,
  readPayload: (shape, body) => xmlReader(shape)(parseXml(text(body))),
  refuseQuery: (name, value) => invalidQueryArgument(name, value),
  writeMembers(operation, members, output) {
    const [only] = members;
    const name = operation.output?.xmlName ?? operation.output?.name ?? operation.name;
    if (operation.unwrappedXmlOutput && only !== undefined) {
      const value = (output as Record<string, unknown>)[only.name];
      const content = value === undefined ? '' : xmlWriter(only.shape)(value);
      return `${declaration}<${name}${namespace(operation)}>${content}</${name}>`;
    }
    return `${declaration}<${name}${namespace(operation)}>${structureWriter(members)(output)}</${name}>`;
  },
  writePayload(operation, member, value) {
    const name = member.traits.xmlName ?? member.shape.xmlName ?? member.shape.name;
    const written = memberWriter({ ...member, traits: { ...member.traits, xmlName: name } })(value);
    return `${declaration}${written.replace(`<${name}`, `<${name}${namespace(operation)}`)}`;
  },
  requestIdHeaders: (requestId) => ({ 'x-amz-request-id': requestId, 'x-amz-id-2': hostId(requestId) }),
};

/** S3's second request id: 76 characters, here derived from the first. */
export function hostId(requestId: string): string {
  const digest = createHash('sha512').update(requestId).digest('base64');
  return digest.slice(0, 75).concat('=');
}

/** The members of an error that are also members of the output and hold what those hold (`Expires` of an error is text). */
function headerMembers(error: WireError, place: ErrorPlace): Record<string, unknown> {
  const members = (place.operation?.output?.members ?? []).filter(({ name, shape }) => {
    const value = error.members[name];
    return shape.type === 'timestamp' ? value instanceof Date : typeof value !== 'object';
  });
  return Object.fromEntries(members.map(({ name }) => [name, error.members[name]]));
}

/** Errors about the request to HEAD, and those that say "not modified", have no body. */
function hasBody(error: WireError, place: ErrorPlace): boolean {
  return place.method !== 'HEAD' && error.status !== 304;
}

function encodeError(error: WireError, place: ErrorPlace): EncodedResponse {
  const identity = `<RequestId>${place.requestId}</RequestId><HostId>${hostId(place.requestId)}</HostId>`;
  const detail = `<Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>`;
  // A member that the operation's output has as a header (ETag of a 304, DeleteMarker of a 404) is sent as that header too.
  const headers = {
    ...bodies.requestIdHeaders(place.requestId),
    ...headerWriter(place.operation?.output)(headerMembers(error, place)),
  };
  if (!hasBody(error, place)) return { status: error.status, headers, body: '' };
  return {
    status: error.status,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: `${declaration}<Error>${detail}${errorMembers(error)}${identity}</Error>`,
  };
}

/** restXml as S3 speaks it. */
export const restXml = restProtocol('rest-xml', bodies, encodeError);
