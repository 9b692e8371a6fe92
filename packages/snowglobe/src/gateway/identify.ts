import { unknownOperation } from './errors.ts';
import type { HttpRequest } from './http-message.ts';
import type { OperationModel, ProtocolName, ServiceSettings } from './models.ts';
import { loadModel, modelledServices } from './models.ts';
import type { WireName } from './protocols/protocol.ts';
import { parseQuery } from './protocols/rest-bindings.ts';
import { RestRouter } from './rest-router.ts';
import { bucketOfHost } from './s3-host.ts';

/** Which operation a request names and how it is written. */
export interface Identified {
  readonly operation: OperationModel;
  readonly protocol: WireName;
  readonly labels: Readonly<Record<string, string>>;
}

/** The service of a request whose operation is unknown, so that the error can be written in its protocol. */
export interface Unidentified {
  readonly service: ServiceSettings;
  readonly protocol: WireName;
  readonly error: Error;
}

const noLabels = {};

const byTarget = new Map<string, ServiceSettings>();
const bySigningName = new Map<string, ServiceSettings[]>();

function readIndex(): void {
  if (byTarget.size > 0) return;
  for (const settings of modelledServices().values()) {
    byTarget.set(settings.target, settings);
    const known = bySigningName.get(settings.signingName) ?? [];
    known.push(settings);
    bySigningName.set(settings.signingName, known);
  }
}

function found(
  service: ServiceSettings,
  name: string,
  protocol: WireName,
  unknown: ProtocolName,
  version?: string,
): Identified | Unidentified {
  const operation = loadModel(service.id).operation(name);
  if (operation === undefined) return { service, protocol, error: unknownOperation(unknown, name, version) };
  return { operation, protocol, labels: noLabels };
}

/** `X-Amz-Target: DynamoDB_20120810.PutItem` */
function byTargetHeader(target: string, contentType: string): Identified | Unidentified {
  const dot = target.lastIndexOf('.');
  const service = byTarget.get(target.slice(0, dot)) ?? byTarget.get(target.slice(0, target.indexOf('.')));
  const version = contentType.startsWith('application/x-amz-json-1.1') ? 'aws-json-1.1' : 'aws-json-1.0';
  if (service === undefined) {
    const fallback = modelledServices().get('dynamodb') as ServiceSettings;
    return { service: fallback, protocol: version, error: unknownOperation('aws-json-1.0') };
  }
  return found(service, target.slice(dot + 1), version, 'aws-json-1.0');
}

const cborPath = /\/service\/([^/]+)\/operation\/([^/]+)$/;

/** `POST /service/GraniteServiceVersion20100801/operation/PutMetricData` */
function byCborPath(path: string): Identified | Unidentified | undefined {
  const [, target, operation] = cborPath.exec(path) ?? [];
  const service = target === undefined ? undefined : byTarget.get(target);
  if (service === undefined || operation === undefined) return undefined;
  return found(service, operation, 'rpc-v2-cbor', 'aws-json-1.0');
}

/** `Action=SendMessage&Version=2012-11-05`, in a form or the query. */
function byAction(form: string, candidates: readonly ServiceSettings[]): Identified | Unidentified | undefined {
  const action = field(form, 'Action');
  if (action === undefined) return undefined;
  const version = field(form, 'Version');
  const ofVersion = candidates.filter((service) => version === undefined || service.version === version);
  const service = ofVersion.find((candidate) => loadModel(candidate.id).operation(action) !== undefined);
  const fallback = ofVersion[0] ?? candidates[0];
  if (service === undefined && fallback === undefined) return undefined;
  return found(service ?? (fallback as ServiceSettings), action, 'aws-query', 'aws-query', version);
}

function field(form: string, name: string): string | undefined {
  return new RegExp(`(?:^|&)${name}=([^&]*)`).exec(form)?.[1];
}

const routers = new Map<string, RestRouter>();

function routerOf(service: string): RestRouter {
  let router = routers.get(service);
  if (router === undefined) {
    router = new RestRouter(loadModel(service));
    routers.set(service, router);
  }
  return router;
}

function isRest(service: ServiceSettings): boolean {
  return service.protocol === 'rest-json' || service.protocol === 'rest-xml';
}

function byRoute(request: HttpRequest, service: ServiceSettings): Identified | undefined {
  // The host of this one operation is a route token, not a bucket.
  const hasBucketHost = service.id === 's3' && request.path !== '/WriteGetObjectResponse';
  const bucket = hasBucketHost ? bucketOfHost(request.host) : undefined;
  const path = bucket === undefined ? request.path : `/${bucket}${request.path}`;
  const match = routerOf(service.id).match(request.method, path, parseQuery(request.query), request.headers);
  return match === undefined ? undefined : { ...match, protocol: service.protocol as WireName };
}

/** The services that a request may be for, by the name in its signature, else by the first label of its host. */
function candidatesOf(request: HttpRequest, signingName: string | undefined): readonly ServiceSettings[] {
  if (signingName !== undefined) {
    // S3 Express and Object Lambda sign with names of their own.
    return bySigningName.get(signingName) ?? (signingName.startsWith('s3') ? (bySigningName.get('s3') ?? []) : []);
  }
  const label = request.host.split('.')[0] ?? '';
  return [...modelledServices().values()].filter((service) => service.endpointPrefix.split('.')[0] === label);
}

/** True when the operation's name stands in the body, so that it must be read first. */
export function isForm(request: HttpRequest): boolean {
  return (
    request.method === 'POST' &&
    request.headers['x-amz-target'] === undefined &&
    (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  );
}

/** Finds the operation of a request; `form` is the body of one for which `isForm` holds. */
export function identify(
  request: HttpRequest,
  signingName: string | undefined,
  form: string | undefined,
): Identified | Unidentified {
  readIndex();
  const target = request.headers['x-amz-target'];
  if (target !== undefined) return byTargetHeader(target, request.headers['content-type'] ?? '');
  const candidates = candidatesOf(request, signingName);
  const all = [...modelledServices().values()];
  return (
    (request.headers['smithy-protocol'] === 'rpc-v2-cbor' ? byCborPath(request.path) : undefined) ??
    byForm(request, form, candidates.length > 0 ? candidates : all) ??
    firstRoute(request, candidates.filter(isRest)) ??
    (candidates.length > 0 ? unknownTo(request, candidates) : firstRoute(request, all.filter(isRest).sort(s3Last))) ??
    unknownTo(
      request,
      all.filter((service) => service.id === 's3'),
    )
  );
}

/** S3's paths match almost anything. */
function s3Last(a: ServiceSettings, b: ServiceSettings): number {
  return Number(a.id === 's3') - Number(b.id === 's3');
}

function byForm(
  request: HttpRequest,
  form: string | undefined,
  candidates: readonly ServiceSettings[],
): Identified | Unidentified | undefined {
  const rpc = candidates.filter((service) => !isRest(service));
  if (rpc.length === 0) return undefined;
  return (form === undefined ? undefined : byAction(form, rpc)) ?? byAction(request.query, rpc);
}

function firstRoute(request: HttpRequest, candidates: readonly ServiceSettings[]): Identified | undefined {
  for (const service of candidates) {
    const match = byRoute(request, service);
    if (match !== undefined) return match;
  }
  return undefined;
}

function unknownTo(request: HttpRequest, candidates: readonly ServiceSettings[]): Unidentified {
  const service = candidates[0] as ServiceSettings;
  return { service, protocol: protocolFor(service, request), error: unknownOperation(service.protocol) };
}

function protocolFor(service: ServiceSettings, request: HttpRequest): WireName {
  if (request.headers['smithy-protocol'] === 'rpc-v2-cbor') return 'rpc-v2-cbor';
  return isForm(request) && !isRest(service) ? 'aws-query' : service.protocol;
}
