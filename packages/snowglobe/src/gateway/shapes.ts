export type ShapeType =
  | 'structure'
  | 'union'
  | 'list'
  | 'map'
  | 'string'
  | 'boolean'
  | 'integer'
  | 'long'
  | 'float'
  | 'double'
  | 'blob'
  | 'streaming-blob'
  | 'timestamp'
  | 'document';

export type TimestampFormat = 'date-time' | 'http-date' | 'epoch-seconds';

/** Where and under which name a member stands on the wire. */
export interface MemberTraits {
  /** A part of the path. */
  readonly label?: true;
  readonly query?: string;
  /** A map that takes the query parameters no other member takes. */
  readonly queryParams?: true;
  readonly header?: string;
  readonly prefixHeaders?: string;
  /** The member is the whole body. */
  readonly payload?: true;
  readonly statusCode?: true;
  readonly jsonName?: string;
  readonly xmlName?: string;
  readonly flattened?: true;
  readonly attribute?: true;
  /** `[prefix, uri]` or `[uri]`. */
  readonly xmlNamespace?: readonly string[];
  readonly eventHeader?: true;
  readonly eventPayload?: true;
  readonly idempotencyToken?: true;
}

export interface Member {
  readonly name: string;
  readonly shape: Shape;
  readonly traits: MemberTraits;
  readonly required: boolean;
}

export interface ErrorTraits {
  readonly fault: 'client' | 'server';
  readonly status?: number;
  /** The code in the query protocol, where it differs from the shape's name. */
  readonly queryCode?: string;
  readonly queryStatus?: number;
}

/** One shape of a service's model, its references resolved. */
export interface Shape {
  readonly name: string;
  readonly type: ShapeType;
  /** Of structures and unions. */
  readonly members: readonly Member[];
  /** Of lists. */
  readonly member?: Member;
  /** Of maps. */
  readonly key?: Member;
  readonly value?: Member;
  readonly xmlName?: string;
  readonly eventStream?: true;
  readonly error?: ErrorTraits;
  /** Of timestamps; undefined: the protocol's own. */
  readonly format?: TimestampFormat;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly sensitive?: true;
}

type RawMember = string | readonly [string, MemberTraits];

/** A shape as the generated file holds it. */
export interface RawShape {
  readonly type: ShapeType | `timestamp-${TimestampFormat}`;
  readonly members?: Readonly<Record<string, RawMember>>;
  readonly required?: readonly string[];
  readonly member?: RawMember;
  readonly key?: RawMember;
  readonly value?: RawMember;
  readonly [trait: string]: unknown;
}

const noTraits: MemberTraits = {};

/** Resolves the shapes of one model by name, each once, so that equal shapes are the same object. */
export class ShapeTable {
  private readonly raw: Readonly<Record<string, RawShape>>;
  private readonly resolved = new Map<string, Shape>();

  constructor(raw: Readonly<Record<string, RawShape>>) {
    this.raw = raw;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.raw, name);
  }

  get(name: string): Shape {
    const known = this.resolved.get(name);
    if (known !== undefined) return known;
    const raw: RawShape = Object.hasOwn(this.raw, name)
      ? (this.raw[name] as RawShape)
      : { type: name as RawShape['type'] };
    const shape: Record<string, unknown> = { ...raw, name, members: [] };
    // Registered before its members are resolved, because shapes may contain themselves.
    this.resolved.set(name, shape as unknown as Shape);
    Object.assign(shape, timestampFormat(raw.type));
    for (const role of ['member', 'key', 'value'] as const) {
      const part = raw[role];
      if (part !== undefined) shape[role] = this.memberOf(role, part, false);
    }
    if (raw.members !== undefined) {
      const required = new Set(raw.required);
      shape.members = Object.entries(raw.members).map(([member, part]) =>
        this.memberOf(member, part, required.has(member)),
      );
    }
    return shape as unknown as Shape;
  }

  /** The names of all error shapes. */
  errorNames(): string[] {
    return Object.keys(this.raw).filter((name) => this.raw[name]?.error !== undefined);
  }

  private memberOf(name: string, raw: RawMember, required: boolean): Member {
    const [shape, traits] = typeof raw === 'string' ? [raw, noTraits] : raw;
    return { name, shape: this.get(shape), traits, required };
  }
}

function timestampFormat(type: RawShape['type']): { type: ShapeType; format?: TimestampFormat } {
  return type.startsWith('timestamp-')
    ? { type: 'timestamp', format: type.slice('timestamp-'.length) as TimestampFormat }
    : { type: type as ShapeType };
}
