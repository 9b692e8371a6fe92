import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RawShape, Shape } from './shapes.ts';
import { ShapeTable } from './shapes.ts';

export type ProtocolName = 'aws-json-1.0' | 'aws-json-1.1' | 'aws-query' | 'rest-json' | 'rest-xml';

/** What is known of a service without loading its whole model. */
export interface ServiceSettings {
  readonly id: string;
  /** `SecretsManager`: the name that rpc-v2-cbor and the SDKs use. */
  readonly sdkId: string;
  /** The API version, as in `Version=2012-11-05`. */
  readonly version: string;
  /** The protocol that today's SDKs speak with it. */
  readonly protocol: ProtocolName;
  /** The service part of a SigV4 credential scope. */
  readonly signingName: string;
  readonly endpointPrefix: string;
  /** The service's shape name: the part of `X-Amz-Target` before the dot, and `/service/NAME/operation/` of rpc-v2-cbor. */
  readonly target: string;
  /** True when the service also answers with the error codes of its former query protocol. */
  readonly queryCompatible?: true;
  readonly xmlNamespace?: string;
}

export interface HttpBinding {
  readonly method: string;
  /** `/2015-03-31/functions/{FunctionName}?Qualifier` */
  readonly uri: string;
  /** The status of a success. */
  readonly status: number;
}

export interface OperationModel {
  readonly name: string;
  /** `sqs:SendMessage` */
  readonly label: string;
  readonly service: ServiceModel;
  readonly http?: HttpBinding;
  readonly input?: Shape;
  readonly output?: Shape;
  /** `sync-` */
  readonly hostPrefix?: string;
  /** May be called without a signature. */
  readonly anonymous: boolean;
  /** S3 GetBucketLocation: the one member is the document. */
  readonly unwrappedXmlOutput: boolean;
}

export interface ServiceModel {
  readonly settings: ServiceSettings;
  readonly operationNames: readonly string[];
  operation(name: string): OperationModel | undefined;
  /** A modelled error by its shape name or its query code. */
  error(code: string): Shape | undefined;
  errorNames(): readonly string[];
}

interface RawOperation {
  readonly http?: readonly [string, string, number];
  readonly input?: string;
  readonly output?: string;
  readonly hostPrefix?: string;
  readonly anonymous?: boolean;
  readonly unwrappedXmlOutput?: boolean;
}

interface RawModel extends ServiceSettings {
  readonly operations: Readonly<Record<string, RawOperation>>;
  readonly shapes: Readonly<Record<string, RawShape>>;
}

let folder: string | undefined;

/** Beside this file when run from source; `models/` beside the bundle otherwise. */
function modelFolder(): string {
  if (folder !== undefined) return folder;
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [join(here, 'models'), join(here, 'gateway', 'models'), join(here, '..', 'models')];
  folder = places.find((place) => existsSync(join(place, 'index.json')));
  if (folder === undefined) throw new Error(`The API models are in none of ${places.join(', ')}`);
  return folder;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(modelFolder(), file), 'utf8'));
}

let index: ReadonlyMap<string, ServiceSettings> | undefined;

/** The settings of every service that has a model, by id. */
export function modelledServices(): ReadonlyMap<string, ServiceSettings> {
  index ??= new Map((readJson('index.json') as ServiceSettings[]).map((settings) => [settings.id, settings]));
  return index;
}

const models = new Map<string, ServiceModel>();

/** The model of a service, read at first use. */
export function loadModel(id: string): ServiceModel {
  const known = models.get(id);
  if (known !== undefined) return known;
  if (!modelledServices().has(id)) throw new Error(`There is no API model for ${id}`);
  const model = openModel(readJson(`${id}.json`) as RawModel);
  models.set(id, model);
  return model;
}

function openModel(raw: RawModel): ServiceModel {
  const shapes = new ShapeTable(raw.shapes);
  const { operations: rawOperations, shapes: _shapes, ...settings } = raw;
  const operations = new Map<string, OperationModel>();
  let errors: Map<string, Shape> | undefined;
  const model: ServiceModel = {
    settings,
    operationNames: Object.keys(rawOperations),
    operation(name) {
      const known = operations.get(name);
      if (known !== undefined || !Object.hasOwn(rawOperations, name)) return known;
      const operation = openOperation(name, rawOperations[name] as RawOperation, model, shapes);
      operations.set(name, operation);
      return operation;
    },
    error(code) {
      errors ??= errorsByCode(shapes);
      return errors.get(code);
    },
    errorNames: () => shapes.errorNames(),
  };
  return model;
}

function errorsByCode(shapes: ShapeTable): Map<string, Shape> {
  const byCode = new Map<string, Shape>();
  for (const name of shapes.errorNames()) {
    const shape = shapes.get(name);
    byCode.set(name, shape);
    const queryCode = shape.error?.queryCode;
    if (queryCode !== undefined && !shapes.has(queryCode) && !byCode.has(queryCode)) byCode.set(queryCode, shape);
  }
  return byCode;
}

function openOperation(name: string, raw: RawOperation, service: ServiceModel, shapes: ShapeTable): OperationModel {
  const [method, uri, status] = raw.http ?? [];
  return {
    name,
    label: `${service.settings.id}:${name}`,
    service,
    ...(method !== undefined && uri !== undefined ? { http: { method, uri, status: status ?? 200 } } : {}),
    ...(raw.input === undefined ? {} : { input: shapes.get(raw.input) }),
    ...(raw.output === undefined ? {} : { output: shapes.get(raw.output) }),
    ...(raw.hostPrefix === undefined ? {} : { hostPrefix: raw.hostPrefix }),
    anonymous: raw.anonymous === true,
    unwrappedXmlOutput: raw.unwrappedXmlOutput === true,
  };
}
