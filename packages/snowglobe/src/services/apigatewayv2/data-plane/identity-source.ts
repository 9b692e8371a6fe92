import type { AuthorizerRow } from '../tables.ts';
import { contextVariable } from './context-variables.ts';
import type { Exchange, Matched } from './exchange.ts';
import { readQuery } from './query.ts';

/** What a request shows of its caller, one value for each source; undefined when one of them is missing. */
export function identityOf(
  exchange: Exchange,
  matched: Matched,
  { identitySource }: AuthorizerRow,
): readonly string[] | undefined {
  const values = identitySource.map((source) => valueOf(exchange, matched, source));
  return values.every((value) => value !== undefined && value !== '') ? (values as readonly string[]) : undefined;
}

/** `$request.header.NAME`, `$request.querystring.NAME`, `$context.NAME`, `$stageVariables.NAME` */
function valueOf(exchange: Exchange, matched: Matched, source: string): string | undefined {
  const [, place = '', name = ''] =
    /^\$(request\.header|request\.querystring|context|stageVariables)\.(.+)$/.exec(source) ?? [];
  const { request, stage } = exchange;
  if (place === 'request.header') return request.headers[name.toLowerCase()]?.join(',');
  if (place === 'request.querystring') return readQuery(request.query).get(name)?.join(',');
  return place === 'context' ? contextVariable(name, { exchange, matched }) : stage.variables[name];
}
