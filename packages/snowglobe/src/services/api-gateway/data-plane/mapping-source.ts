import { readJsonPath } from '../../../expressions/json-path/json-path.ts';
import type { Values } from '../../execute-api/message.ts';
import { type ContextFacts, contextVariable } from './context-variables.ts';

/** What mapping expressions read from. */
export interface MappingFacts extends ContextFacts {
  /** The body of the request, or the integration's, as text. */
  readonly body: string;
  /** The integration's, once it answered. */
  readonly integrationHeaders?: Values;
}

/**
 * What a mapping expression stands for: a name's last value, or all of them for the `multivalue` kinds; undefined when there is
 * nothing. AWS: "Parameter mapping source reference for REST APIs in API Gateway".
 */
export function mappedValues(expression: string, facts: MappingFacts): readonly string[] | undefined {
  if (expression.startsWith("'")) return [expression.slice(1, -1)];
  const [, place = '', rest = ''] =
    /^(context|stageVariables|method\.request|integration\.response)\.(.+)$/s.exec(expression) ?? [];
  const found = sources[place]?.(rest, facts);
  return typeof found === 'string' ? [found] : found;
}

type Source = (rest: string, facts: MappingFacts) => string | readonly string[] | undefined;

const sources: Readonly<Record<string, Source>> = {
  context: contextVariable,
  stageVariables: (name, { exchange }) => exchange.stage.variables?.[name],
  'method.request': (rest, facts) => {
    const { kind, name } = partsOf(rest);
    const { request } = facts.exchange;
    if (kind === 'path') return facts.matched?.pathParameters[name];
    if (kind === 'body') return bodyValue(name, facts.body);
    if (kind === 'querystring') return request.query[name]?.at(-1);
    if (kind === 'multivaluequerystring') return request.query[name];
    if (kind === 'header') return request.headers[name.toLowerCase()]?.at(-1);
    return kind === 'multivalueheader' ? request.headers[name.toLowerCase()] : undefined;
  },
  'integration.response': (rest, { body, integrationHeaders = {} }) => {
    const { kind, name } = partsOf(rest);
    if (kind === 'body') return bodyValue(name, body);
    const values = integrationHeaders[name.toLowerCase()];
    if (kind === 'header') return values?.at(-1);
    return kind === 'multivalueheader' ? values : undefined;
  },
};

/** `header.X-Name` */
function partsOf(rest: string): { readonly kind: string; readonly name: string } {
  const dot = rest.indexOf('.');
  return dot < 0 ? { kind: rest, name: '' } : { kind: rest.slice(0, dot), name: rest.slice(dot + 1) };
}

/** The whole body, or what a JSONPath without its `$.` finds in it. */
function bodyValue(path: string, body: string): string | undefined {
  if (path === '') return body;
  const value = readJsonPath(`$.${path}`)(documentOf(body));
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Text as the gateway's lenient parser reads it: nothing is an empty object, and what is no JSON is a text. */
export function documentOf(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** True for an expression that stands for something; AWS refuses others when they are put. */
export function isMappingExpression(expression: string, side: 'request' | 'response'): boolean {
  if (/^'.*'$/s.test(expression) || /^(context|stageVariables)\.\S+$/.test(expression)) return true;
  return side === 'request'
    ? /^method\.request\.(body(\..+)?|(path|querystring|header|multivaluequerystring|multivalueheader)\.\S+)$/.test(
        expression,
      )
    : /^integration\.response\.(body(\..+)?|(header|multivalueheader)\.\S+)$/.test(expression);
}
