// oxlint-disable-next-line typescript/no-explicit-any -- the SDK's schemas are untyped tuples
export type Schema = any;

export type Traits = Readonly<Record<string, unknown>>;

const bitTraits = [
  'httpLabel',
  'idempotent',
  'idempotencyToken',
  'sensitive',
  'httpPayload',
  'httpResponseCode',
  'httpQueryParams',
];

export function traitsOf(traits: unknown): Traits {
  if (typeof traits === 'object' && traits !== null) return traits as Traits;
  const bits = typeof traits === 'number' ? traits : 0;
  return Object.fromEntries(bitTraits.filter((_, at) => (bits >> at) & 1).map((name) => [name, 1]));
}

export interface SchemaMember {
  readonly name: string;
  readonly schema: Schema;
  readonly traits: Traits;
  readonly required: boolean;
}

export function isSchema(value: unknown): boolean {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string';
}

/** A reference resolved: a scalar number or a schema tuple, and the traits of the member it stands in. */
export function resolve(ref: unknown): { readonly schema: Schema; readonly traits: Traits } {
  const [target, traits] = Array.isArray(ref) && !isSchema(ref) ? (ref as [unknown, unknown]) : [ref, undefined];
  return { schema: typeof target === 'function' ? (target as () => unknown)() : target, traits: traitsOf(traits) };
}

export const kind = { simple: 0, list: 1, map: 2, structure: 3, error: -3, union: 4, operation: 9 } as const;

export function membersOf(schema: Schema): SchemaMember[] {
  const names = schema[4] as readonly string[];
  const required = (schema[6] as number | undefined) ?? 0;
  return names.map((name, at) => ({ name, required: at < required, ...resolve(schema[5][at]) }));
}

export interface SdkOperation {
  readonly name: string;
  readonly input: Schema;
  readonly output: Schema;
}

// oxlint-disable-next-line typescript/no-explicit-any -- 29 packages with the same outline
export type SdkPackage = Readonly<Record<string, any>>;

export async function loadSdk(service: string): Promise<SdkPackage> {
  return (await import(`@aws-sdk/client-${service}`)) as SdkPackage;
}

export function operationsOf(sdk: SdkPackage): SdkOperation[] {
  return Object.values(sdk)
    .filter((value) => isSchema(value) && value[0] === kind.operation)
    .map((schema) => ({ name: schema[2], input: resolve(schema[4]).schema, output: resolve(schema[5]).schema }));
}

export function errorsOf(sdk: SdkPackage): Schema[] {
  return Object.values(sdk).filter((value) => isSchema(value) && value[0] === kind.error && value[2] !== undefined);
}

/** The client class of a package: `SQSClient`. */
export function clientClassOf(
  sdk: SdkPackage,
): new (
  config: object,
) => { send(command: object): Promise<Record<string, unknown>>; destroy(): void } {
  const name = Object.keys(sdk).find((key) => key.endsWith('Client') && key !== '__Client');
  return sdk[name as string];
}
