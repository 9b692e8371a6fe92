import { createRequire } from 'node:module';

/** Whether a change of a property replaces its resource. */
export type Replacement = 'never' | 'sometimes' | 'always';

/** What a property's value may be. */
export type Kind =
  | { readonly kind: 'string' | 'integer' | 'number' | 'boolean' | 'json' | 'date-time' | 'tag' }
  | { readonly kind: 'list' | 'map'; readonly of: Kind }
  | { readonly kind: 'definition'; readonly name: string }
  | { readonly kind: 'either'; readonly options: readonly Kind[] };

interface PropertySchema {
  readonly kind: Kind;
  readonly required: boolean;
  readonly replacement: Replacement;
}

export type PropertySchemas = Readonly<Record<string, PropertySchema>>;

/** What CloudFormation knows of one resource type, from its public resource schemas. */
export interface ResourceSchema {
  readonly properties: PropertySchemas;
  readonly definitions: Readonly<Record<string, PropertySchemas>>;
  /** Names for Fn::GetAtt, dotted where nested. */
  readonly attributes: readonly string[];
  /** The properties or attributes that Ref is made of. */
  readonly identifier: readonly string[];
  /** The property that holds the resource's tags. */
  readonly tags?: string;
}

interface SchemaFile {
  readonly properties: Readonly<Record<string, string>>;
  readonly definitions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly attributes: readonly string[];
  readonly identifier: readonly string[];
  readonly tags?: string;
}

const load = createRequire(import.meta.url);
const schemas = new Map<string, ResourceSchema | undefined>();

/** The schema of a resource type; undefined when none was generated for it. */
export function resourceSchema(type: string): ResourceSchema | undefined {
  if (!schemas.has(type)) schemas.set(type, readSchema(type));
  return schemas.get(type);
}

function readSchema(type: string): ResourceSchema | undefined {
  if (!/^[A-Za-z0-9]+(::[A-Za-z0-9]+){2}$/.test(type)) return undefined;
  try {
    return parseSchema(load(`./schemas/${type.replaceAll('::', '-').toLowerCase()}.json`) as SchemaFile);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function parseSchema(file: SchemaFile): ResourceSchema {
  const definitions: Record<string, PropertySchemas> = {};
  for (const [name, properties] of Object.entries(file.definitions ?? {}))
    definitions[name] = parseProperties(properties);
  return { ...file, properties: parseProperties(file.properties), definitions };
}

function parseProperties(properties: Readonly<Record<string, string>>): PropertySchemas {
  return Object.fromEntries(Object.entries(properties).map(([name, text]) => [name, parseProperty(text)]));
}

const replacements: Readonly<Record<string, Replacement>> = { '^': 'always', '~': 'sometimes', '': 'never' };

/** Parses the generator's notation: a kind, `!` when required, `^` or `~` when a change replaces. */
function parseProperty(text: string): PropertySchema {
  const [, kind = '', required, replacement = ''] = /^(.*?)(!?)([\^~]?)$/.exec(text) ?? [];
  return { kind: parseKind(kind), required: required === '!', replacement: replacements[replacement] ?? 'never' };
}

type PlainKind = 'string' | 'integer' | 'number' | 'boolean' | 'json' | 'date-time' | 'tag';

function parseKind(text: string): Kind {
  const options = splitAlternatives(text);
  if (options.length > 1) return { kind: 'either', options: options.map(parseKind) };
  if (text.startsWith('[')) return { kind: 'list', of: parseKind(text.slice(1, -1)) };
  if (text.startsWith('{')) return { kind: 'map', of: parseKind(text.slice(1, -1)) };
  if (text.startsWith('#')) return { kind: 'definition', name: text.slice(1) };
  return { kind: text as PlainKind };
}

/** Splits at `|` outside brackets. */
function splitAlternatives(text: string): string[] {
  const options = [''];
  let depth = 0;
  for (const character of text) {
    if ('[{'.includes(character)) depth += 1;
    if (']}'.includes(character)) depth -= 1;
    if (character === '|' && depth === 0) options.push('');
    else options[options.length - 1] += character;
  }
  return options;
}
