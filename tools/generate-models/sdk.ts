import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** A trait set of the SDK's schemas: a bit field or named traits. */
export type SdkTraits = number | Readonly<Record<string, unknown>>;
// oxlint-disable-next-line typescript/no-explicit-any -- the SDK's schemas are untyped tuples
export type SdkSchema = readonly any[];
/** A member or reference: scalar number, schema, function giving a schema, or one of these with member traits. */
export type SdkRef = unknown;

export const schemaKind = { simple: 0, list: 1, map: 2, structure: 3, error: -3, union: 4, operation: 9 } as const;

export interface SdkSettings {
  readonly sdkId: string;
  readonly version: string;
  readonly protocol: string;
  readonly target?: string;
  readonly xmlNamespace?: string;
  readonly queryCompatible: boolean;
}

export interface SdkService {
  readonly settings: SdkSettings;
  readonly operations: readonly SdkSchema[];
  readonly errors: readonly SdkSchema[];
  /** The values of enumerations by name: the client is newer than botocore's data. */
  readonly enums: Readonly<Record<string, readonly string[]>>;
  /** The operations that need no signature. */
  readonly anonymous: ReadonlySet<string>;
}

const bitTraits = [
  'httpLabel',
  'idempotent',
  'idempotencyToken',
  'sensitive',
  'httpPayload',
  'httpResponseCode',
  'httpQueryParams',
];

/** Traits by name, whichever of the two notations was used. */
export function namedTraits(traits: SdkTraits | undefined): Record<string, unknown> {
  if (typeof traits === 'object') return { ...traits };
  const bits = traits ?? 0;
  return Object.fromEntries(bitTraits.filter((_, index) => (bits >> index) & 1).map((name) => [name, 1]));
}

export function isSchema(value: unknown): value is SdkSchema {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string';
}

const protocols: Readonly<Record<string, string>> = {
  AwsJson1_0Protocol: 'aws-json-1.0',
  AwsJson1_1Protocol: 'aws-json-1.1',
  AwsQueryProtocol: 'aws-query',
  AwsRestJsonProtocol: 'rest-json',
  S3RestXmlProtocol: 'rest-xml',
  AwsRestXmlProtocol: 'rest-xml',
};

/** The settings are not exported by the package, so they are read from the text of its runtime configuration. */
async function readSettings(packageRoot: string): Promise<SdkSettings> {
  const text = await readFile(join(packageRoot, 'dist-es/runtimeConfig.shared.js'), 'utf8');
  const find = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
  const protocolClass = find(/protocol: config\?\.protocol \?\? (\w+)/) ?? '';
  const protocol = protocols[protocolClass];
  if (protocol === undefined) throw new Error(`${packageRoot}: unknown protocol ${protocolClass}`);
  const target = find(/serviceTarget: "([^"]+)"/);
  const xmlNamespace = find(/xmlNamespace: "([^"]+)"/);
  return {
    sdkId: find(/serviceId: config\?\.serviceId \?\? "([^"]+)"/) ?? '',
    version: find(/apiVersion: "([^"]+)"/) ?? '',
    protocol,
    ...(target === undefined ? {} : { target }),
    ...(xmlNamespace === undefined ? {} : { xmlNamespace }),
    queryCompatible: /awsQueryCompatible: true/.test(text),
  };
}

/** Reads the schemas that an SDK client package exports from its root. */
export async function readSdk(service: string): Promise<SdkService> {
  const main = require.resolve(`@aws-sdk/client-${service}`);
  const root = require(main) as Record<string, unknown>;
  const exported = Object.values(root).filter(isSchema);
  return {
    settings: await readSettings(join(dirname(main), '..')),
    operations: exported.filter((schema) => schema[0] === schemaKind.operation),
    errors: exported.filter((schema) => schema[0] === schemaKind.error),
    enums: enumerations(root),
    anonymous: await anonymousOperations(join(dirname(main), '..')),
  };
}

function enumerations(root: Readonly<Record<string, unknown>>): Record<string, readonly string[]> {
  const found: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(root)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    const values: unknown[] = Object.values(value);
    if (values.every((item) => typeof item === 'string')) found[name] = values as string[];
  }
  return found;
}

/** Read from the text of the client's authentication schemes, where each such operation is a case of a switch. */
async function anonymousOperations(packageRoot: string): Promise<Set<string>> {
  const text = await readFile(join(packageRoot, 'dist-es/auth/httpAuthSchemeProvider.js'), 'utf8');
  const cases = text.matchAll(/case "(\w+)":\s*\{([^}]*)\}/g);
  return new Set(
    [...cases].filter(([, , body]) => body?.includes('NoAuthHttpAuthOption')).map(([, name = '']) => name),
  );
}
