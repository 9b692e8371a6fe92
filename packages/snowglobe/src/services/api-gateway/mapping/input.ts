import { JsonPathLimitError, JsonPathSyntaxError } from '../../../expressions/json-path/errors.ts';
import { readJsonPath } from '../../../expressions/json-path/json-path.ts';
import { VelocityRenderError } from '../../../expressions/velocity/errors.ts';
import { jsonTextOf } from '../../../expressions/velocity/json-text.ts';
import { JsonTextError, readJson } from '../../../expressions/velocity/read-json.ts';
import { HostObject, JsonList, type Value } from '../../../expressions/velocity/values.ts';
import { BodyNotJsonError } from './mapping-errors.ts';

/** Parameters of the request, by name. A template sees them in this order. */
export interface MappingParams {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  /** Found in any case. */
  readonly header: Readonly<Record<string, string>>;
}

/** Headers, found whatever the case of their name. */
class HeaderMap extends Map<Value, Value> {
  override get(name: Value): Value | undefined {
    return super.get(this.#nameOf(name));
  }

  override has(name: Value): boolean {
    return super.has(this.#nameOf(name));
  }

  #nameOf(name: Value): Value {
    if (typeof name !== 'string' || super.has(name)) return name;
    return [...this.keys()].find((key) => typeof key === 'string' && key.toLowerCase() === name.toLowerCase()) ?? name;
  }
}

/** `$input`: the body and the parameters. */
export function inputOf(body: string, params: MappingParams): HostObject {
  const document = documentOf(body);
  const follow = (path: Value): Value => followed(path, document);
  const kinds = new Map<Value, Value>([
    ['path', new Map(Object.entries(params.path))],
    ['querystring', new Map(Object.entries(params.querystring))],
    ['header', new HeaderMap(Object.entries(params.header))],
  ]);
  // AWS gives `{}` where a request has no body.
  const text = () => (body === '' ? '{}' : body);
  return new HostObject({
    properties: { body: text },
    methods: {
      getBody: text,
      path: ([path = '$']) => follow(path),
      // What is missing is an empty string in JSON, too.
      json: ([path = '$'], run) => jsonTextOf(follow(path) ?? '', run),
      params: ([name]) => (name === undefined ? kinds : parameter(kinds, name)),
    },
  });
}

/** From path, query string and headers, in this order; "" where there is none. */
function parameter(kinds: ReadonlyMap<Value, Value>, name: Value): Value {
  for (const kind of kinds.values()) {
    if (kind instanceof Map && kind.has(name)) return kind.get(name) ?? '';
  }
  return '';
}

/** The body as JSON, read when it is first asked for; nothing where there is no body. */
function documentOf(body: string): () => Value {
  let document: { readonly value: Value } | undefined;
  return () => {
    document ??= { value: body.trim() === '' ? null : read(body) };
    return document.value;
  };
}

function read(body: string): Value {
  try {
    return readJson(body, { lists: 'json' });
  } catch (error) {
    if (error instanceof JsonTextError) throw new BodyNotJsonError(error.message);
    throw error;
  }
}

const paths = new Map<string, (document: unknown) => unknown>();
const mostPaths = 500;

function compiled(path: string): (document: unknown) => unknown {
  const known = paths.get(path);
  if (known) return known;
  const follow = readJsonPath(path);
  if (paths.size >= mostPaths) paths.clear();
  paths.set(path, follow);
  return follow;
}

function followed(path: Value, document: () => Value): Value {
  if (typeof path !== 'string') return null;
  const root = document();
  if (root === null) return null;
  try {
    // A path through values leads to values.
    const found = (compiled(path)(root) ?? null) as Value;
    return Array.isArray(found) && !(found instanceof JsonList) ? JsonList.from(found) : found;
  } catch (error) {
    if (error instanceof JsonPathSyntaxError || error instanceof JsonPathLimitError) {
      throw new VelocityRenderError(error.message);
    }
    throw error;
  }
}
