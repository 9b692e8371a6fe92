import { AwsError } from '../contract/aws-error.ts';
import type { DataPlane, DataPlaneRequest } from '../contract/service.ts';
import type { Authentication, Caller } from './authenticate.ts';
import { authenticate } from './authenticate.ts';
import { authenticationError } from './authentication-errors.ts';
import { decodeBody } from './body-encodings.ts';
import { internalFailure, wireError } from './errors.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import type { Identified, Unidentified } from './identify.ts';
import { identify, isForm } from './identify.ts';
import { maximumBodyBytes, maximumDataPlaneBytes, maximumFormBytes } from './limits.ts';
import type { OperationModel } from './models.ts';
import { loadModel } from './models.ts';
import { awsQueryAsJson } from './protocols/aws-query-as-json.ts';
import type { EncodedRequest, Protocol, WireName } from './protocols/protocol.ts';
import { protocols } from './protocols/protocols.ts';
import { serializationError } from './protocols/wire-errors.ts';
import type { OperationRunner } from './run-operation.ts';
import { runOperation } from './run-operation.ts';
import type { Signature } from './sigv4.ts';
import { IncompleteSignature, parseSignature } from './sigv4.ts';
import { traceOf } from './trace-header.ts';

export interface Pipeline extends OperationRunner {
  readonly dataPlanes: readonly DataPlane[];
  readonly authentication: Authentication;
}

/** Answers one request. Every stage is one line; a failure anywhere is an answer too. */
export async function answer(pipeline: Pipeline, request: HttpRequest): Promise<HttpResponse> {
  const plane = pipeline.dataPlanes.find((candidate) => candidate.matches(request, pipeline.globe));
  if (plane !== undefined) return serveDataPlane(pipeline, plane, request);
  const signature = readSignature(request);
  return answerAs(pipeline, request, signatureName(signature), {
    signature: signature instanceof IncompleteSignature ? undefined : signature,
    caller: (operation, body) => callerOf(pipeline, request, operation, signature, body),
  });
}

/** How a request's caller is known. */
export interface Signer {
  /** Absent for requests from inside the process. */
  readonly signature?: Signature | undefined;
  /** Throws when the caller is not who they say they are. `body`: undefined when it is streamed. */
  readonly caller: (operation: OperationModel, body: Uint8Array | undefined) => Caller;
}

/** Answers a request to an AWS API; `signingName`: the service that it is for, where known. */
export async function answerAs(
  pipeline: Pipeline,
  request: HttpRequest,
  signingName: string | undefined,
  signer: Signer,
): Promise<HttpResponse> {
  const form = isForm(request) ? await readForm(request) : undefined;
  if (form instanceof AwsError) return refuse(pipeline, request, identify(request, signingName, ''), form);
  const target = identify(request, signingName, form === undefined ? undefined : Buffer.from(form).toString());
  if ('error' in target) return refuse(pipeline, request, target, target.error);
  try {
    return await answerOperation(pipeline, request, target, signer, form);
  } catch (error) {
    return refuse(pipeline, request, target, error);
  }
}

function callerOf(
  pipeline: Pipeline,
  request: HttpRequest,
  operation: OperationModel,
  signature: Signature | IncompleteSignature | undefined,
  body: Uint8Array | undefined,
): Caller {
  if (signature instanceof IncompleteSignature) {
    throw authenticationError('incomplete', operation.service.settings.protocol, signature.message);
  }
  return authenticate(request, operation, signature, body, pipeline.authentication);
}

async function answerOperation(
  pipeline: Pipeline,
  request: HttpRequest,
  target: Identified,
  signer: Signer,
  form: Uint8Array | undefined,
): Promise<HttpResponse> {
  const { operation } = target;
  const protocol = protocolOf(target.protocol, request);
  const streams = operation.input?.members.some((member) => member.shape.type === 'streaming-blob') === true;
  const raw = streams ? undefined : (form ?? (await request.collect(maximumBodyBytes(operation.service.settings.id))));
  const caller = signer.caller(operation, raw);
  const plain = decodeBody(request, target, raw, caller, signer.signature);
  const encoded = plain instanceof Promise ? await plain : plain;
  const input = decode(protocol, operation, encoded);
  const requestId = newRequestId(pipeline, operation.service.settings.id);
  const output = await runOperation(pipeline, {
    model: operation,
    service: pipeline.services.get(operation.service.settings.id),
    input,
    scope: caller.scope,
    caller: caller.principal,
    requestId,
    http: request,
    parent: traceOf(request.headers['x-amzn-trace-id']),
    signal: () => request.signal,
  });
  return protocol.encode(operation, output as Record<string, unknown>, requestId);
}

/** The query protocol answers in JSON who asks for it; API Gateway's integrations do. */
function protocolOf(name: WireName, { headers }: HttpRequest): Protocol {
  return name === 'aws-query' && headers.accept === 'application/json' ? awsQueryAsJson : protocols[name];
}

/** A body nested deeper than the stack is no fault of ours. */
function decode(protocol: Protocol, operation: OperationModel, request: EncodedRequest): Record<string, unknown> {
  try {
    return protocol.decode(operation, request);
  } catch (error) {
    if (error instanceof RangeError) throw serializationError('The request body is nested too deeply');
    throw error;
  }
}

function readSignature(request: HttpRequest): Signature | IncompleteSignature | undefined {
  try {
    return parseSignature(request);
  } catch (error) {
    if (error instanceof IncompleteSignature) return error;
    throw error;
  }
}

function signatureName(signature: Signature | IncompleteSignature | undefined): string | undefined {
  return signature instanceof IncompleteSignature ? undefined : signature?.service;
}

async function readForm(request: HttpRequest): Promise<Uint8Array | AwsError> {
  try {
    return await request.collect(maximumFormBytes);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

/** S3's ids are 16 upper-case hex digits, everyone else's are UUIDs. */
function newRequestId(pipeline: Pipeline, service: string): string {
  const { random } = pipeline.globe;
  return service === 's3' ? random.hex(16).toUpperCase() : random.uuid();
}

/** Writes an error as the service of the request writes it. A fault of ours is reported and answered 500. */
function refuse(
  pipeline: Pipeline,
  request: HttpRequest,
  target: Identified | Unidentified,
  error: unknown,
): HttpResponse {
  const operation = 'operation' in target ? target.operation : undefined;
  const service = 'service' in target ? loadModel(target.service.id) : target.operation.service;
  const { id, protocol } = service.settings;
  if (!(error instanceof AwsError)) {
    pipeline.globe.reportFault(`${id} ${operation?.name ?? request.method}`, error);
  }
  const wire = error instanceof AwsError ? wireError(error, service) : internalFailure(protocol);
  const place = { service, operation, requestId: newRequestId(pipeline, id), method: request.method };
  return protocolOf(target.protocol, request).encodeError(wire, place);
}

async function serveDataPlane(pipeline: Pipeline, plane: DataPlane, request: HttpRequest): Promise<HttpResponse> {
  try {
    const body = await request.collect(maximumDataPlaneBytes);
    const { method, path, query, host, sourceIp, httpVersion, rawHeaders } = request;
    const headers = headerLists(rawHeaders);
    return await plane.handle({ method, path, query, host, sourceIp, httpVersion, headers, body }, pipeline.globe);
  } catch (error) {
    if (error instanceof AwsError && error.options.status === 413) return jsonMessage(413, 'Request Entity Too Large');
    if (error instanceof AwsError) return jsonMessage(error.options.status ?? 400, error.message);
    pipeline.globe.reportFault(`${request.method} ${request.host}${request.path}`, error);
    return jsonMessage(500, 'Internal Server Error');
  }
}

function jsonMessage(status: number, message: string): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}

function headerLists(rawHeaders: readonly string[]): DataPlaneRequest['headers'] {
  const lists: Record<string, string[]> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] as string).toLowerCase();
    if (!name.startsWith(':')) (lists[name] ??= []).push(rawHeaders[at + 1] as string);
  }
  return lists;
}
