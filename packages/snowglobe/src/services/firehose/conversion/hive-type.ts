/** The type of a column, as Hive and the Glue catalog write it. */
export type HiveType =
  | { readonly kind: Primitive }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'array'; readonly element: HiveType }
  | { readonly kind: 'map'; readonly key: HiveType; readonly value: HiveType }
  | { readonly kind: 'struct'; readonly fields: readonly (readonly [string, HiveType])[] };

export type Primitive = (typeof primitives)[number];

const primitives = [
  'boolean',
  'tinyint',
  'smallint',
  'int',
  'bigint',
  'float',
  'double',
  'string',
  'binary',
  'date',
  'timestamp',
] as const;

const aliases: Readonly<Record<string, Primitive>> = { integer: 'int', varchar: 'string', char: 'string' };

/** Reads a type text from its beginning to its end. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): HiveType {
    const type = this.#type();
    if (this.#at < this.#text.length) throw this.#wrong();
    return type;
  }

  #type(): HiveType {
    const word = this.#match(/[a-z]+/iy).toLowerCase();
    if (word === 'array') return this.#bracketed(() => ({ kind: 'array', element: this.#type() }));
    if (word === 'struct') return this.#bracketed(() => ({ kind: 'struct', fields: this.#fields() }));
    if (word === 'map') {
      return this.#bracketed(() => {
        const key = this.#type();
        this.#match(/\s*,\s*/y);
        return { kind: 'map', key, value: this.#type() };
      });
    }
    const [first, second] = this.#numbers();
    if (word === 'decimal') return { kind: 'decimal', precision: first ?? 10, scale: second ?? 0 };
    const kind = aliases[word] ?? primitives.find((each) => each === word);
    if (!kind) throw this.#wrong();
    return { kind };
  }

  #bracketed<T>(inner: () => T): T {
    this.#match(/<\s*/y);
    const value = inner();
    this.#match(/\s*>/y);
    return value;
  }

  #fields(): (readonly [string, HiveType])[] {
    const fields: (readonly [string, HiveType])[] = [];
    do {
      const name = this.#match(/[^:<>,]+(?=:)/y).trim();
      this.#match(/:\s*/y);
      fields.push([name, this.#type()]);
    } while (this.#optional(/\s*,\s*/y) !== undefined);
    return fields;
  }

  #numbers(): readonly number[] {
    const text = this.#optional(/\s*\(\s*\d+\s*(?:,\s*\d+\s*)?\)/y);
    return text?.match(/\d+/g)?.map(Number) ?? [];
  }

  #optional(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    this.#at += found?.length ?? 0;
    return found;
  }

  #match(pattern: RegExp): string {
    const found = this.#optional(pattern);
    if (found === undefined) throw this.#wrong();
    return found;
  }

  #wrong(): TypeError {
    return new TypeError(`${this.#text} is not a type`);
  }
}

/** Throws TypeError for a text that is no type, or one that is not here (uniontype). */
export const parseHiveType = (text: string): HiveType => new Reader(text.trim()).whole();
