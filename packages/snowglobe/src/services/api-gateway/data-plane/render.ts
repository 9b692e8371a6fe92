import type { Values } from '../../execute-api/message.ts';
import { type Mapped, renderMapping } from '../mapping/render-mapping.ts';
import { contextTree } from './context-variables.ts';
import type { MappingFacts } from './mapping-source.ts';
import { decodedPart } from './match-method.ts';

/** Fills a mapping template with what is known of the exchange; throws as `renderMapping`. */
export function render(template: string, facts: MappingFacts): Mapped {
  const { exchange, matched, body } = facts;
  const { query, headers } = exchange.request;
  const path = Object.entries(matched?.pathParameters ?? {}).map(([name, value]) => [name, decodedPart(value)]);
  return renderMapping(template, {
    body,
    params: {
      path: Object.fromEntries(path) as Record<string, string>,
      querystring: lastOf(query),
      header: lastOf(headers),
    },
    context: contextTree(facts),
    stageVariables: exchange.stage.variables ?? {},
  });
}

function lastOf(values: Values): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, list]) => [name, list.at(-1) ?? '']));
}
