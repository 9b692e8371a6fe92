import { isNumber, numberOf } from '../../../expressions/numbers/double.ts';
import type { Value } from '../../../expressions/velocity/values.ts';

type JavaMap = Map<Value, Value>;
type Texts = Readonly<Record<string, readonly string[]>>;

/** What a template changed of the integration's request and of the method's response. */
export interface Overrides {
  readonly request: { readonly path: Texts; readonly querystring: Texts; readonly header: Texts };
  readonly response: { readonly status?: number; readonly header: Texts };
}

/** `$context.requestOverride` and `$context.responseOverride` before anything is set in them. */
export function emptyOverrides(): { readonly request: JavaMap; readonly response: JavaMap } {
  const maps = (names: readonly string[]): JavaMap => new Map(names.map((name) => [name, new Map()]));
  return { request: maps(['path', 'querystring', 'header']), response: maps(['header']) };
}

/** What is in them afterwards. */
export function overridesIn({
  request,
  response,
}: {
  readonly request: JavaMap;
  readonly response: JavaMap;
}): Overrides {
  const status = statusIn(response.get('status') ?? null);
  return {
    request: {
      path: textsIn(request, 'path'),
      querystring: textsIn(request, 'querystring'),
      header: textsIn(request, 'header'),
    },
    response: { header: textsIn(response, 'header'), ...(status !== undefined && { status }) },
  };
}

function statusIn(value: Value): number | undefined {
  const status = isNumber(value) ? numberOf(value) : Number(typeof value === 'string' ? value : Number.NaN);
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
}

/** A list of values is a header or parameter that comes more than once. */
function textsIn(map: JavaMap, name: string): Texts {
  const given = map.get(name);
  if (!(given instanceof Map)) return {};
  return Object.fromEntries(
    [...given].map(([key, value]) => [textOf(key), (Array.isArray(value) ? value : [value]).map(textOf)]),
  );
}

function textOf(value: Value): string {
  if (isNumber(value)) return String(numberOf(value));
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}
