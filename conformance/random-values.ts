import type { Schema, SchemaMember, Traits } from './sdk-schemas.ts';
import { kind, membersOf, resolve } from './sdk-schemas.ts';

/** Where a value stands on the wire, which decides what it may hold. */
export type Place = 'body' | 'header' | 'path' | 'query';

const mask = 0xffffffff;

/** Values that fit the SDK's schemas, the same for the same seed. */
export class RandomValues {
  private state: number;

  constructor(seed: string) {
    this.state =
      [...seed].reduce((hash, character) => Math.imul(hash ^ character.charCodeAt(0), 16777619), 2166136261) >>> 0;
  }

  below(limit: number): number {
    // xorshift32
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return ((this.state & mask) >>> 0) % limit;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  text(place: Place): string {
    const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.';
    const body = `${plain} <>&"'/\\+%=?#ü€😀,;:{}[]()!*~^|@$`;
    const alphabets: Record<Place, string> = {
      body,
      header: `${plain}/+=:;()!`,
      path: `${plain} ü+%&=:@`,
      query: body,
    };
    const alphabet = [...alphabets[place]];
    const edge = [...plain];
    const middle = Array.from({ length: this.below(12) }, () => this.pick(alphabet)).join('');
    return `${this.pick(edge).replace('.', 'x')}${middle}${this.pick(edge).replace('.', 'y')}`;
  }

  private timestamp(code: number, place: Place): Date {
    const wholeSeconds = code === 6 || place === 'header';
    const ms = 1_600_000_000_000 + this.below(200_000_000) * 1000 + this.below(1000);
    return new Date(wholeSeconds ? Math.floor(ms / 1000) * 1000 : ms);
  }

  private scalar(code: number, place: Place): unknown {
    switch (code) {
      case 0:
        return this.text(place);
      case 1:
        return this.below(100_000);
      case 2:
        return this.below(2) === 1;
      case 4:
      case 5:
      case 6:
      case 7:
        return this.timestamp(code, place);
      case 15:
        return { a: [1, this.text('body'), null, true], b: { c: 'd' } };
      case 21:
      case 42:
        return this.bytes();
      default:
        throw new Error(`unknown scalar ${code}`);
    }
  }

  bytes(): Uint8Array {
    return Uint8Array.from({ length: 1 + this.below(40) }, () => this.below(256));
  }

  value(schema: Schema, place: Place, depth: number): unknown {
    if (typeof schema === 'number') {
      if (schema >= 128) return this.map(0, schema - 128, place, depth);
      if (schema >= 64) return this.list(schema - 64, place, depth);
      return this.scalar(schema, place);
    }
    switch (schema[0]) {
      case kind.simple:
        return this.value(schema[4], place, depth);
      case kind.list:
        return this.list(resolve(schema[4]).schema, place, depth);
      case kind.map:
        return this.map(resolve(schema[4]).schema, resolve(schema[5]).schema, place, depth);
      case kind.union:
        return this.union(schema, depth);
      default:
        return this.structure(schema, depth);
    }
  }

  private list(member: Schema, place: Place, depth: number): unknown[] {
    const length = depth > 4 ? 1 : 1 + this.below(3);
    return Array.from({ length }, () => this.value(member, place, depth + 1));
  }

  private map(_key: Schema, value: Schema, place: Place, depth: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    for (let count = 1 + this.below(2); count > 0; count--) {
      // Small, because names of headers lose their case.
      map[place === 'header' ? `k${this.below(1e6)}` : this.text(place)] = this.value(value, place, depth + 1);
    }
    return map;
  }

  private union(schema: Schema, depth: number): Record<string, unknown> {
    const members = membersOf(schema);
    const flat = members.filter((member) => typeof member.schema === 'number');
    const member = this.pick(depth > 4 && flat.length > 0 ? flat : members);
    return { [member.name]: this.value(member.schema, 'body', depth + 1) };
  }

  structure(schema: Schema, depth = 0): Record<string, unknown> {
    const structure: Record<string, unknown> = {};
    for (const member of membersOf(schema)) {
      if (!member.required && !this.includes(member, depth)) continue;
      structure[member.name] = this.member(member, depth);
    }
    return structure;
  }

  private includes(member: SchemaMember, depth: number): boolean {
    if (depth > 5) return false;
    return depth < 2 || this.below(3) > 0 || typeof member.schema === 'number';
  }

  private member(member: SchemaMember, depth: number): unknown {
    return this.value(member.schema, placeOf(member.traits), depth + 1);
  }
}

function placeOf(traits: Traits): Place {
  if (traits.httpHeader !== undefined || traits.httpPrefixHeaders !== undefined) return 'header';
  if (traits.httpLabel) return 'path';
  if (traits.httpQuery !== undefined || traits.httpQueryParams) return 'query';
  return 'body';
}
