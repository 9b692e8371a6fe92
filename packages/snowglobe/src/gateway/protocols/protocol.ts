import type { OperationModel, ServiceModel } from '../models.ts';
import type { Shape } from '../shapes.ts';

export type WireName = 'aws-json-1.0' | 'aws-json-1.1' | 'aws-query' | 'rest-json' | 'rest-xml' | 'rpc-v2-cbor';

export type BodySource = AsyncIterable<Uint8Array>;

/** A request as far as a codec needs it. */
export interface EncodedRequest {
  /** Without `?`, as received. */
  readonly query: string;
  /** Lower-case names; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parts of the path that the operation's URI names, still percent-encoded. REST only. */
  readonly labels: Readonly<Record<string, string>>;
  /** The whole body, content encodings removed; empty when it is streamed. */
  readonly body: Uint8Array;
  /** The body of an operation whose input streams. */
  readonly stream?: BodySource;
}

export interface EncodedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array | BodySource;
}

/** An error with everything that its wire form needs. */
export interface WireError {
  /** The shape's name, or the code of an error that the model does not have. */
  readonly code: string;
  readonly message: string;
  readonly status: number;
  readonly fault: 'client' | 'server';
  readonly shape: Shape | undefined;
  readonly members: Readonly<Record<string, unknown>>;
}

export interface ErrorPlace {
  readonly service: ServiceModel;
  /** Undefined when the error came before the operation was known. */
  readonly operation: OperationModel | undefined;
  readonly requestId: string;
  readonly method: string;
}

/** How one AWS protocol writes inputs, outputs and errors. */
export interface Protocol {
  readonly name: WireName;
  decode(operation: OperationModel, request: EncodedRequest): Record<string, unknown>;
  encode(operation: OperationModel, output: Readonly<Record<string, unknown>>, requestId: string): EncodedResponse;
  encodeError(error: WireError, place: ErrorPlace): EncodedResponse;
}

/** The member that carries an error's text: services differ in its case. */
export function messageMember(shape: Shape | undefined): string {
  return shape?.members.find((member) => member.name.toLowerCase() === 'message')?.name ?? 'message';
}

/**
 * How the query protocol has an error. SQS, whose model has no shape for denials, has them under the query protocol's own name
 * and status (seen in https://github.com/aws/aws-sdk-php/issues/188).
 */
export function queryErrorOf({ shape, code, status }: WireError): { readonly code: string; readonly status: number } {
  if (shape === undefined && code === 'AccessDeniedException') return { code: 'AccessDenied', status: 403 };
  return { code: shape?.error?.queryCode ?? code, status: shape?.error?.queryStatus ?? status };
}

/** `x-amzn-query-error` of services that had the query protocol before. */
export function queryErrorHeader(error: WireError, service: ServiceModel): Record<string, string> {
  if (service.settings.queryCompatible !== true) return {};
  const { code } = queryErrorOf(error);
  return { 'x-amzn-query-error': `${code};${error.fault === 'client' ? 'Sender' : 'Receiver'}` };
}

/** The output member that is an event stream, if there is one. */
export function eventStreamMember(shape: Shape | undefined): Shape['members'][number] | undefined {
  return shape?.members.find((member) => member.shape.eventStream);
}
