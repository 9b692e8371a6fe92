import type { OperationModel } from '../models.ts';
import type { Member, Shape } from '../shapes.ts';
import type { EventBodies } from './event-stream.ts';
import { encodeEvents, eventStreamType } from './event-stream.ts';
import type { EncodedRequest, EncodedResponse, Protocol } from './protocol.ts';
import type { RestBodies } from './rest-bindings.ts';
import { headerWriter, inputDecoder } from './rest-bindings.ts';

/** The writing half of a REST protocol's bodies. */
export interface RestOutputBodies extends RestBodies {
  readonly contentType: string;
  readonly events: EventBodies;
  /** The whole body of an output whose members are these. */
  writeMembers(operation: OperationModel, members: readonly Member[], output: object): string;
  writePayload(operation: OperationModel, member: Member, value: unknown): string;
  /** The headers that name the request. */
  requestIdHeaders(requestId: string): Record<string, string>;
}

interface Codec {
  readonly decode: (request: EncodedRequest) => Record<string, unknown>;
  readonly headers: (output: Readonly<Record<string, unknown>>) => Record<string, string>;
  readonly body: (output: Readonly<Record<string, unknown>>) => Omit<EncodedResponse, 'status'>;
  readonly status: Member | undefined;
}

function isBound({ traits }: Member): boolean {
  return traits.header !== undefined || traits.prefixHeaders !== undefined || traits.statusCode === true;
}

const rawTypes: Partial<Record<Shape['type'], string>> = {
  blob: 'application/octet-stream',
  'streaming-blob': 'application/octet-stream',
  string: 'text/plain',
};

function payloadWriter(operation: OperationModel, member: Member, bodies: RestOutputBodies): Codec['body'] {
  const raw = rawTypes[member.shape.type];
  return (output) => {
    const value = output[member.name];
    if (member.shape.eventStream) {
      const events = value as AsyncIterable<Record<string, unknown>>;
      return { headers: { 'content-type': eventStreamType }, body: encodeEvents(member.shape, events, bodies.events) };
    }
    if (value === undefined || value === null) return { headers: {}, body: '' };
    if (raw !== undefined) return { headers: { 'content-type': raw }, body: value as EncodedResponse['body'] };
    return { headers: { 'content-type': bodies.contentType }, body: bodies.writePayload(operation, member, value) };
  };
}

function bodyWriter(operation: OperationModel, bodies: RestOutputBodies): Codec['body'] {
  const members = operation.output?.members ?? [];
  const payload = members.find((member) => member.traits.payload || member.shape.eventStream);
  if (payload !== undefined) return payloadWriter(operation, payload, bodies);
  // On outputs `query` has no meaning: API Gateway's models put such members into the body.
  const inBody = members.filter((member) => !isBound(member));
  if (inBody.length === 0) return () => ({ headers: {}, body: '' });
  return (output) => ({
    headers: { 'content-type': bodies.contentType },
    body: bodies.writeMembers(operation, inBody, output),
  });
}

function build(operation: OperationModel, bodies: RestOutputBodies): Codec {
  return {
    decode: inputDecoder(operation, bodies),
    headers: headerWriter(operation.output),
    body: bodyWriter(operation, bodies),
    status: operation.output?.members.find((member) => member.traits.statusCode),
  };
}

/** Outputs whose status depends on what they hold. */
const statuses: Readonly<Record<string, (output: Readonly<Record<string, unknown>>) => number | undefined>> = {
  's3.GetObject': (output) => (output.ContentRange === undefined ? undefined : 206),
  's3.HeadObject': (output) => (output.ContentRange === undefined ? undefined : 206),
  's3.PutBucketPolicy': () => 204,
  // No member of the model tells: S3 answers 202 to the request that begins a restore, 200 to one that prolongs it.
  's3.RestoreObject': (output) => (output.wasRestored === true ? 200 : 202),
};

/** A protocol with HTTP bindings, around its way to write bodies and errors. */
export function restProtocol(
  name: 'rest-json' | 'rest-xml',
  bodies: RestOutputBodies,
  encodeError: Protocol['encodeError'],
): Protocol {
  const codecs = new WeakMap<OperationModel, Codec>();
  const codecOf = (operation: OperationModel): Codec => {
    let codec = codecs.get(operation);
    if (codec === undefined) {
      codec = build(operation, bodies);
      codecs.set(operation, codec);
    }
    return codec;
  };
  return {
    name,
    decode: (operation, request) => codecOf(operation).decode(request),
    encode(operation, output, requestId) {
      const codec = codecOf(operation);
      const { headers, body } = codec.body(output);
      const statusOf = statuses[`${operation.service.settings.id}.${operation.name}`];
      const status =
        (codec.status === undefined ? undefined : (output[codec.status.name] as number | undefined)) ??
        statusOf?.(output) ??
        operation.http?.status ??
        200;
      return {
        status,
        headers: { ...bodies.requestIdHeaders(requestId), ...headers, ...codec.headers(output) },
        body,
      };
    },
    encodeError,
  };
}
