import { crc32 } from 'node:zlib';
import { AwsError } from '../../contract/aws-error.ts';
import type { Member, Shape } from '../shapes.ts';
import type { BodySource } from './protocol.ts';

export const eventStreamType = 'application/vnd.amazon.eventstream';

/** A header value of a frame; numbers are written as 32-bit integers. */
export type FrameValue = string | boolean | number | Uint8Array | Date;

function valueBytes(value: FrameValue): Buffer {
  if (typeof value === 'boolean') return Buffer.from([value ? 0 : 1]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(5, 4);
    bytes.writeInt32BE(value, 1);
    return bytes;
  }
  if (value instanceof Date) {
    const bytes = Buffer.alloc(9, 8);
    bytes.writeBigInt64BE(BigInt(value.getTime()), 1);
    return bytes;
  }
  const content = typeof value === 'string' ? Buffer.from(value) : value;
  const start = Buffer.alloc(3, typeof value === 'string' ? 7 : 6);
  start.writeUInt16BE(content.length, 1);
  return Buffer.concat([start, content]);
}

/** One frame: lengths, their CRC, headers, payload, CRC of it all. */
export function frame(headers: Readonly<Record<string, FrameValue>>, payload: Uint8Array | string): Buffer {
  const parts: Buffer[] = [];
  for (const [name, value] of Object.entries(headers)) {
    parts.push(Buffer.from([Buffer.byteLength(name)]), Buffer.from(name), valueBytes(value));
  }
  const headerBytes = Buffer.concat(parts);
  const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(16 + headerBytes.length + body.length, 0);
  prelude.writeUInt32BE(headerBytes.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const content = Buffer.concat([prelude, headerBytes, body]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([content, checksum]);
}

/** How the protocol around the stream writes the body of an event. */
export interface EventBodies {
  readonly contentType: string;
  write(members: readonly Member[], shape: Shape, value: unknown): string | Uint8Array;
}

/** One event of the union as a frame. */
function eventFrame(union: Shape, event: Readonly<Record<string, unknown>>, bodies: EventBodies): Buffer {
  const [name] = Object.keys(event).filter((key) => event[key] !== undefined);
  const member = union.members.find((candidate) => candidate.name === name);
  if (name === undefined || member === undefined) throw new Error(`${union.name} has no event ${name}`);
  const value = event[name] as Record<string, unknown>;
  const headers: Record<string, FrameValue> = { ':message-type': 'event', ':event-type': name };
  let payload: Member | undefined;
  const rest: Member[] = [];
  for (const part of member.shape.members) {
    if (part.traits.eventPayload) payload = part;
    else if (!part.traits.eventHeader) rest.push(part);
    else if (value[part.name] !== undefined) headers[part.name] = value[part.name] as FrameValue;
  }
  if (payload !== undefined) return payloadFrame(payload, value[payload.name], headers, bodies);
  if (member.shape.members.length === 0) return frame(headers, '');
  return frame({ ...headers, ':content-type': bodies.contentType }, bodies.write(rest, member.shape, value));
}

function payloadFrame(
  member: Member,
  value: unknown,
  headers: Record<string, FrameValue>,
  bodies: EventBodies,
): Buffer {
  if (member.shape.type === 'blob') {
    return frame({ ...headers, ':content-type': 'application/octet-stream' }, (value ?? '') as Uint8Array);
  }
  if (member.shape.type === 'string') {
    return frame({ ...headers, ':content-type': 'text/plain' }, (value ?? '') as string);
  }
  const body = bodies.write(member.shape.members, member.shape, value ?? {});
  return frame({ ...headers, ':content-type': bodies.contentType }, body);
}

function exceptionFrame(union: Shape, error: AwsError, bodies: EventBodies): Buffer {
  const member = union.members.find(
    (candidate) => candidate.shape.name === error.code || candidate.name === error.code,
  );
  if (member === undefined) {
    return frame({ ':message-type': 'error', ':error-code': error.code, ':error-message': error.message }, '');
  }
  const message = member.shape.members.find((part) => part.name.toLowerCase() === 'message')?.name ?? 'message';
  return frame(
    { ':message-type': 'exception', ':exception-type': member.name, ':content-type': bodies.contentType },
    bodies.write(member.shape.members, member.shape, { ...error.options.members, [message]: error.message }),
  );
}

/** Frames for each event of an output stream; an AwsError thrown by it ends the stream as an exception event. */
export async function* encodeEvents(
  union: Shape,
  events: AsyncIterable<Readonly<Record<string, unknown>>>,
  bodies: EventBodies,
  initialResponse?: string | Uint8Array,
): BodySource {
  if (initialResponse !== undefined) {
    yield frame(
      { ':message-type': 'event', ':event-type': 'initial-response', ':content-type': bodies.contentType },
      initialResponse,
    );
  }
  try {
    for await (const event of events) yield eventFrame(union, event, bodies);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    yield exceptionFrame(union, error, bodies);
  }
}
