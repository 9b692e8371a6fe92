import type { AccessControl } from '../access/access-control.ts';
import type { Door } from '../contract/door.ts';
import type { Globe, InternalCall } from '../contract/globe.ts';
import type { DataPlane, Service } from '../contract/service.ts';
import { dateHeader } from './date-header.ts';
import { createHttpServerPair } from './http-server.ts';
import { identifySigner } from './identify-signer.ts';
import { loadModel } from './models.ts';
import type { Pipeline } from './pipeline.ts';
import { answer } from './pipeline.ts';
import { requestInside } from './request-inside.ts';
import { runOperation } from './run-operation.ts';
import { findSdkAction } from './sdk-action.ts';
import { streamingInput } from './streaming-input.ts';
import { validate } from './validate.ts';

export interface GatewayParts {
  readonly globe: Globe;
  readonly services: readonly Service[];
  readonly access: AccessControl;
  /** Answers `/_snowglobe/...`. */
  readonly inspection?: DataPlane;
  /** Verifies the signatures of all requests, not only of keys that the globe issued. Default: false. */
  readonly strictSignatures?: boolean | undefined;
  /** Checks inputs against the model. Default: `validate`; wire tests send what no service would take. */
  readonly validate?: typeof validate;
}

/** The door of the globe. */
export interface Gateway {
  listen(port: number, host: string): Promise<{ readonly port: number }>;
  close(): Promise<void>;
  /** Runs an operation from inside the process: validated and authorised as over the wire. */
  call<Output>(call: InternalCall): Promise<Output>;
  readonly door: Door;
}

const never = new AbortController().signal;

export function createGateway(parts: GatewayParts): Gateway {
  const { globe, services, access, inspection } = parts;
  const planes = services.flatMap((service) => (service.dataPlane === undefined ? [] : [service.dataPlane]));
  const pipeline: Pipeline = {
    globe,
    access,
    services: new Map(services.map((service) => [service.id, service])),
    validate: parts.validate ?? validate,
    dataPlanes: inspection === undefined ? planes : [...planes, inspection],
    authentication: { access, now: () => globe.clock.now(), strict: parts.strictSignatures ?? false },
  };
  const server = createHttpServerPair(
    (request) => answer(pipeline, request),
    dateHeader(globe.clock),
    (where, error) => globe.reportFault(where, error),
  );
  return {
    listen: (port, host) => server.listen(port, host),
    close: () => server.close(),
    call: (call) => callInside(pipeline, call),
    door: {
      request: (request) => requestInside(pipeline, request),
      identify: (request, scope) => identifySigner(request, scope, pipeline.authentication),
      decide: (question) => access.decideAtDoor(question),
      sdkAction: (service, action) => findSdkAction(pipeline.services, service, action),
    },
  };
}

async function callInside<Output>(pipeline: Pipeline, call: InternalCall): Promise<Output> {
  const model = loadModel(call.service).operation(call.operation);
  if (model === undefined) throw new Error(`${call.service} has no operation ${call.operation}`);
  const { globe, services } = pipeline;
  const output = await runOperation(pipeline, {
    model,
    service: services.get(call.service),
    input: streamingInput(model, call.input as Readonly<Record<string, unknown>>),
    scope: call.scope,
    caller: call.caller,
    requestId: globe.random.uuid(),
    http: { method: '', url: '', headers: {}, sourceIp: '127.0.0.1', origin: globe.endpoint },
    via: call.via,
    parent: call.cause,
    signal: () => never,
  });
  return output as Output;
}
