/** A query that needs no jq: an object of paths, some of which are instants in seconds that are formatted. */
interface PlainField {
  readonly name: string;
  readonly path: readonly string[];
  /** A format of strftime. */
  readonly format?: string;
}

const fieldForm =
  /\s*(?:([A-Za-z_]\w*)|"((?:[^"\\])*)")\s*:\s*((?:\.(?:[A-Za-z_]\w*|"[^"\\]*")|\["[^"\\]*"\])+)\s*(?:\|\s*strftime\(\s*"([^"\\]*)"\s*\)\s*)?(,|\}\s*$)/y;
const stepForm = /[A-Za-z_]\w*|"[^"\\]*"/g;

const pad = (value: number): string => String(value).padStart(2, '0');

const formats: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => String(date.getUTCFullYear()),
  m: (date) => pad(date.getUTCMonth() + 1),
  d: (date) => pad(date.getUTCDate()),
  H: (date) => pad(date.getUTCHours()),
  M: (date) => pad(date.getUTCMinutes()),
  S: (date) => pad(date.getUTCSeconds()),
};

const isKnown = (format: string): boolean => /^(?:[^%]|%[YmdHMS])*$/.test(format);

/** The fields of a plain query; undefined for any other. */
export function plainFields(query: string): readonly PlainField[] | undefined {
  const start = /^\s*\{/.exec(query);
  if (!start) return undefined;
  const fields: PlainField[] = [];
  fieldForm.lastIndex = start[0].length;
  for (;;) {
    const [, word, quoted, path = '', format, end] = fieldForm.exec(query) ?? [];
    const name = word ?? quoted;
    if (name === undefined || (format !== undefined && !isKnown(format))) return undefined;
    const steps = [...path.matchAll(stepForm)].map(([step]) => step.replaceAll('"', ''));
    fields.push({ name, path: steps, ...(format !== undefined && { format }) });
    if (end !== ',') return fields;
  }
}

const give = Symbol('what jq has to say');

function valueAt(value: unknown, { format, path }: PlainField): unknown {
  let at = value;
  for (const step of path) {
    if (at === null) return format === undefined ? null : give;
    if (typeof at !== 'object' || Array.isArray(at)) return give;
    at = Object.hasOwn(at, step) ? (at as Readonly<Record<string, unknown>>)[step] : null;
  }
  if (format === undefined) return at;
  if (typeof at !== 'number' || at < 0) return give;
  const date = new Date(Math.floor(at) * 1000);
  return format.replace(/%([YmdHMS])/g, (_, letter: string) => formats[letter]?.(date) ?? '');
}

/** What a plain query gives for a text; undefined where jq has to say what is wrong. */
export function plainResult(fields: readonly PlainField[], text: string): object | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const entries = fields.map((field) => [field.name, valueAt(value, field)] as const);
  return entries.some(([, each]) => each === give) ? undefined : Object.fromEntries(entries);
}
