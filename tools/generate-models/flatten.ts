import type { BotocoreOperation, BotocoreService, BotocoreShape } from './botocore.ts';
import type { SdkRef, SdkSchema, SdkService, SdkTraits } from './sdk.ts';
import { isSchema, namedTraits, schemaKind } from './sdk.ts';

type Json = Record<string, unknown>;
type Member = string | readonly [string, Json];

/** The SDK's trait names and ours. */
const memberTraitNames: Readonly<Record<string, string>> = {
  httpLabel: 'label',
  httpQuery: 'query',
  httpQueryParams: 'queryParams',
  httpHeader: 'header',
  httpPrefixHeaders: 'prefixHeaders',
  httpPayload: 'payload',
  httpResponseCode: 'statusCode',
  jsonName: 'jsonName',
  xmlName: 'xmlName',
  xmlFlattened: 'flattened',
  xmlAttribute: 'attribute',
  xmlNamespace: 'xmlNamespace',
  eventHeader: 'eventHeader',
  eventPayload: 'eventPayload',
  idempotencyToken: 'idempotencyToken',
};

const scalars: Readonly<Record<number, string>> = {
  0: 'string',
  2: 'boolean',
  4: 'timestamp',
  5: 'timestamp-date-time',
  6: 'timestamp-http-date',
  7: 'timestamp-epoch-seconds',
  15: 'document',
  17: 'integer',
  19: 'double',
  21: 'blob',
  42: 'streaming-blob',
};

const listModifier = 64;
const mapModifier = 128;
const numberTypes = new Set(['integer', 'long', 'float', 'double']);
/** The traits that say what botocore alone knows. */
const constraintNames = ['min', 'max', 'pattern', 'enum'] as const;

/** Merges an SDK client's schemas with botocore's constraints into one table of shapes. */
export class Flattener {
  readonly shapes: Record<string, Json> = {};
  private readonly named = new Map<SdkSchema, string>();
  private readonly botocore: BotocoreService;

  private readonly enums: SdkService['enums'];
  private readonly usesJsonNames: boolean;

  constructor(botocore: BotocoreService, sdk: SdkService) {
    this.botocore = botocore;
    this.enums = sdk.enums;
    this.usesJsonNames = sdk.settings.protocol === 'rest-json';
  }

  /** The name of the shape behind a reference, its shape (and what it refers to) added to the table. */
  shape(ref: SdkRef, hint: string | undefined): string {
    const target = typeof ref === 'function' ? (ref as () => unknown)() : ref;
    if (typeof target === 'number') return this.anonymous(target, hint);
    if (!isSchema(target)) throw new Error(`not a schema: ${String(target)}`);
    if (target[0] === schemaKind.simple) return this.simple(target, hint);
    const known = this.named.get(target);
    if (known !== undefined) return known;
    const name = this.freeName(target[2] as string);
    this.named.set(target, name);
    this.shapes[name] = {};
    this.shapes[name] = this.aggregate(target, this.botocoreShape(hint) ?? this.botocoreShape(target[2]));
    return name;
  }

  private freeName(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.shapes[name] !== undefined; n++) name = `${wanted}${n}`;
    return name;
  }

  private botocoreShape(name: string | undefined): BotocoreShape | undefined {
    return name === undefined ? undefined : this.botocore.shapes[name];
  }

  private simple(schema: SdkSchema, hint: string | undefined): string {
    const traits = namedTraits(schema[3] as SdkTraits);
    const base = schema[4] as number;
    const type = traits.streaming || base === 42 ? 'streaming-blob' : undefined;
    return type ?? this.anonymous(base, hint ?? (schema[2] as string));
  }

  private anonymous(code: number, hint: string | undefined): string {
    const known = this.botocoreShape(hint);
    if (code >= mapModifier) {
      const value = this.shape(code - mapModifier, known?.value?.shape);
      return this.intern(hint ?? `MapOf-${value}`, {
        type: 'map',
        key: this.shape(0, known?.key?.shape),
        value,
        ...bounds(known),
      });
    }
    if (code >= listModifier) {
      const member = this.shape(code - listModifier, known?.member?.shape);
      return this.intern(hint ?? `ListOf-${member}`, { type: 'list', member, ...bounds(known) });
    }
    return this.scalar(code, hint, known);
  }

  private scalar(code: number, hint: string | undefined, known: BotocoreShape | undefined): string {
    const type = code === 1 ? (numberTypes.has(known?.type ?? '') ? (known?.type as string) : 'double') : scalars[code];
    if (type === undefined) throw new Error(`unknown scalar ${code} (${hint})`);
    const limits = constraints(known);
    const newer = hint === undefined ? undefined : this.enums[hint];
    if (Array.isArray(limits.enum) && newer !== undefined) limits.enum = [...new Set([...limits.enum, ...newer])];
    if (Object.keys(limits).length === 0 || hint === undefined) return type;
    return this.intern(hint, { type, ...limits });
  }

  /** The name of an equal shape, or a free one. */
  private intern(wanted: string, shape: Json): string {
    const text = JSON.stringify(shape);
    let name = wanted;
    for (let n = 2; this.shapes[name] !== undefined && JSON.stringify(this.shapes[name]) !== text; n++)
      name = `${wanted}-${n}`;
    this.shapes[name] = shape;
    return name;
  }

  private aggregate(schema: SdkSchema, known: BotocoreShape | undefined): Json {
    const traits = namedTraits(schema[3] as SdkTraits);
    const sensitive = traits.sensitive ? { sensitive: true } : {};
    if (schema[0] === schemaKind.list) {
      return { type: 'list', member: this.member(schema[4], known?.member?.shape), ...bounds(known), ...sensitive };
    }
    if (schema[0] === schemaKind.map) {
      const key = this.member(schema[4], known?.key?.shape);
      return { type: 'map', key, value: this.member(schema[5], known?.value?.shape), ...bounds(known), ...sensitive };
    }
    return { ...this.structure(schema, known, traits), ...sensitive };
  }

  private structure(schema: SdkSchema, known: BotocoreShape | undefined, traits: Json): Json {
    const names = schema[4] as readonly string[];
    const refs = schema[5] as readonly SdkRef[];
    const required = names.slice(0, (schema[6] as number | undefined) ?? 0);
    const members = names.map((name, at) => [name, this.member(refs[at], known?.members?.[name]?.shape)] as const);
    return {
      type: schema[0] === schemaKind.union ? 'union' : 'structure',
      ...(traits.streaming ? { eventStream: true } : {}),
      ...(traits.xmlName ? { xmlName: traits.xmlName } : {}),
      ...(schema[0] === schemaKind.error ? { error: errorTraits(traits) } : {}),
      members: Object.fromEntries(members),
      ...(required.length > 0 ? { required } : {}),
    };
  }

  private member(ref: SdkRef, hint: string | undefined): Member {
    if (!Array.isArray(ref) || isSchema(ref)) return this.shape(ref, hint);
    const shape = this.shape(ref[0], hint);
    const traits: Json = {};
    for (const [name, value] of Object.entries(namedTraits(ref[1] as SdkTraits))) {
      const ours = memberTraitNames[name];
      // The aws-json protocols write members under their own names.
      if (ours === 'jsonName' && !this.usesJsonNames) continue;
      if (ours !== undefined) traits[ours] = value === 1 ? true : value;
    }
    return Object.keys(traits).length === 0 ? shape : [shape, traits];
  }
}

function bounds(known: BotocoreShape | undefined): Json {
  return known === undefined ? {} : constraints({ ...known, enum: [] });
}

function constraints(known: BotocoreShape | undefined): Json {
  const limits: Json = {};
  for (const name of constraintNames) {
    const value = known?.[name];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) limits[name] = value;
  }
  return limits;
}

function errorTraits(traits: Json): Json {
  const [queryCode, queryStatus] = (traits.awsQueryError ?? []) as [string?, number?];
  const status = traits.httpError ?? queryStatus;
  return {
    fault: traits.error ?? 'client',
    ...(status === undefined ? {} : { status }),
    ...(queryCode === undefined ? {} : { queryCode }),
    ...(queryStatus === undefined || queryStatus === status ? {} : { queryStatus }),
  };
}

/** The operations of a service, their shapes put in the flattener's table. */
export function flattenOperations(sdk: SdkService, botocore: BotocoreService, shapes: Flattener): Json {
  const operations: Json = {};
  for (const schema of [...sdk.operations].sort((a, b) => ((a[2] as string) < (b[2] as string) ? -1 : 1))) {
    const name = schema[2] as string;
    operations[name] = {
      ...operationModel(schema, botocore.operations[name], shapes),
      ...(sdk.anonymous.has(name) ? { anonymous: true } : {}),
    };
  }
  for (const schema of sdk.errors) shapes.shape(schema, schema[2] as string);
  return operations;
}

function operationModel(schema: SdkSchema, known: BotocoreOperation | undefined, shapes: Flattener): Json {
  const traits = namedTraits(schema[3] as SdkTraits);
  const hostPrefix = (traits.endpoint as [string] | undefined)?.[0];
  return {
    ...(traits.http ? { http: traits.http } : {}),
    ...reference('input', schema[4], known?.input?.shape, shapes),
    ...reference('output', schema[5], known?.output?.shape, shapes),
    ...(hostPrefix === undefined ? {} : { hostPrefix }),
  };
}

function reference(role: string, ref: SdkRef, hint: string | undefined, shapes: Flattener): Json {
  const target = typeof ref === 'function' ? (ref as () => unknown)() : ref;
  return target === 'unit' || target === undefined ? {} : { [role]: shapes.shape(target, hint) };
}
