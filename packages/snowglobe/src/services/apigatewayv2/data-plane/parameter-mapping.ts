import type { GatewayResponse, Values } from '../../execute-api/message.ts';
import { limits } from '../limits.ts';
import { contextVariable } from './context-variables.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { readQuery, writeQuery } from './query.ts';

type Expressions = Readonly<Record<string, string>>;

/** The value behind a `$...` expression; undefined when there is none. */
type Lookup = (expression: string) => string | undefined;

/** The exchange as the integration shall see it. AWS: API Gateway Developer Guide, "Parameter mapping". */
export function mapRequest(exchange: Exchange, matched: Matched, parameters: Expressions | undefined): Exchange {
  if (!parameters) return exchange;
  const { request } = exchange;
  const lookup = requestLookup(exchange, matched);
  let { headers, path } = request;
  let query = readQuery(request.query);
  for (const [key, expression] of Object.entries(parameters)) {
    const [action = '', target = ''] = splitAt(key, ':');
    const [place, name = ''] = splitAt(target, '.');
    const value = evaluate(expression, lookup);
    if (place === 'header') headers = changeValues(headers, action, name.toLowerCase(), value);
    if (place === 'querystring') query = changeQuery(query, action, name, value);
    if (place === 'path' && value !== undefined) path = value.startsWith('/') ? value : `/${value}`;
  }
  return { ...exchange, request: { ...request, headers, path, query: writeQuery(query) } };
}

/** What an expression stands for in a request; undefined for nothing. */
export function requestValue(exchange: Exchange, matched: Matched, expression: string): string | undefined {
  return evaluate(expression, requestLookup(exchange, matched));
}

/** The response as the client shall see it. */
export function mapResponse(
  exchange: Exchange,
  matched: Matched,
  outcome: Outcome,
  byStatus: Readonly<Record<string, Expressions>> | undefined,
): GatewayResponse {
  const { response } = outcome;
  const parameters = byStatus?.[String(response.status)];
  if (!parameters) return response;
  const lookup = responseLookup(exchange, matched, outcome);
  let { headers, status } = response;
  for (const [key, expression] of Object.entries(parameters)) {
    const [action = '', target = ''] = splitAt(key, ':');
    const [place, name = ''] = splitAt(target, '.');
    const value = evaluate(expression, lookup);
    if (place === 'header') headers = changeValues(headers, action, name.toLowerCase(), value);
    if (place === 'statuscode' && /^[1-5]\d\d$/.test(value ?? '')) status = Number(value);
  }
  return { ...response, headers, status };
}

function changeQuery(
  query: ReadonlyMap<string, readonly string[]>,
  action: string,
  name: string,
  value: string | undefined,
): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(changeValues(Object.fromEntries(query), action, name, value)));
}

function changeValues(values: Values, action: string, name: string, value: string | undefined): Values {
  const { [name]: before = [], ...others } = values;
  if (action === 'remove') return others;
  if (value === undefined) return values;
  return { ...values, [name]: action === 'append' ? [...before, value] : [value] };
}

function splitAt(text: string, mark: string): readonly string[] {
  const place = text.indexOf(mark);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}

/** `$request.path` as a whole, `a-${request.path}-b` in pieces, or a fixed text. */
function evaluate(expression: string, lookup: Lookup): string | undefined {
  if (expression.includes('${')) {
    return expression.replace(/\$\{([^}]+)\}/g, (_all, inner: string) => lookup(`$${inner.trim()}`) ?? '');
  }
  return expression.startsWith('$') ? lookup(expression) : expression;
}

function requestLookup(exchange: Exchange, matched: Matched): Lookup {
  const { request } = exchange;
  return (expression) => {
    const [, place, name = ''] = /^\$request\.(header|querystring|body|path)(?:[.]?(.*))?$/.exec(expression) ?? [];
    if (place === undefined) return placeLookup(exchange, matched)(expression);
    if (place === 'header') return request.headers[name.toLowerCase()]?.join(',');
    if (place === 'querystring') return readQuery(request.query).get(name)?.join(',');
    if (place === 'body') return bodyValue(request.body, name);
    return name === '' ? request.path : matched.pathParameters[name];
  };
}

function responseLookup(exchange: Exchange, matched: Matched, outcome: Outcome): Lookup {
  const { response } = outcome;
  return (expression) => {
    const [, place, name = ''] = /^\$response\.(header|body)(?:[.]?(.*))?$/.exec(expression) ?? [];
    if (place === 'header') return response.headers[name.toLowerCase()]?.join(',');
    if (place === 'body') return bodyValue(response.body, name);
    return placeLookup(exchange, matched, outcome)(expression);
  };
}

function placeLookup(exchange: Exchange, matched: Matched, outcome?: Outcome): Lookup {
  return (expression) => {
    const [, kind, name = ''] = /^\$(context|stageVariables)\.(.+)$/.exec(expression) ?? [];
    if (kind === 'stageVariables') return exchange.stage.variables[name];
    if (kind === 'context') return contextVariable(name, { exchange, matched, ...(outcome && { outcome }) });
    return undefined;
  };
}

/** The value at `a.b[0]` of a JSON body, or the whole body. */
function bodyValue(body: Uint8Array, path: string): string | undefined {
  const text = Buffer.from(body).toString();
  if (path === '') return text;
  let value: unknown;
  try {
    value = JSON.parse(text.slice(0, limits.mappedBodyCharacters));
  } catch {
    // A body that is no JSON has no values to map.
    return undefined;
  }
  for (const [, member, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[member ?? index ?? ''];
  }
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
