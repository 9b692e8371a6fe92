import { sourcesOf } from '../authorizer.ts';
import type { AuthorizerRow } from '../tables.ts';
import type { Exchange, Matched } from './exchange.ts';
import { mappedValues } from './mapping-source.ts';

/** What a request shows of its caller, one value for each source; undefined when one of them is missing. */
export function identityOf(
  exchange: Exchange,
  matched: Matched,
  authorizer: AuthorizerRow,
): readonly string[] | undefined {
  const facts = { exchange, matched, body: '' };
  const values = sourcesOf(authorizer).map((source) => mappedValues(source, facts)?.at(-1) ?? '');
  return values.includes('') ? undefined : values;
}
