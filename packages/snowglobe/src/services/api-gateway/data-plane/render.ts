import { decoded } from '../../execute-api/decoded.ts';
import type { Values } from '../../execute-api/message.ts';
import type { MappingParams } from '../mapping/input.ts';
import { type Mapped, renderMapping } from '../mapping/render-mapping.ts';
import { contextUse } from './context-use.ts';
import { contextTree } from './context-variables.ts';
import type { GatewayRequest } from './exchange.ts';
import type { MappingFacts } from './mapping-source.ts';

/** Fills a mapping template with what is known of the exchange; throws as `renderMapping`. */
export function render(template: string, facts: MappingFacts): Mapped {
  const { exchange, matched, body } = facts;
  return renderMapping(template, {
    body,
    params: paramsOf(exchange.request, matched?.pathParameters ?? {}),
    context: contextTree(facts, contextUse(template)),
    stageVariables: exchange.stage.variables ?? {},
  });
}

// The request template and the response template see the same parameters.
const paramsByRequest = new WeakMap<GatewayRequest, MappingParams>();

function paramsOf(request: GatewayRequest, pathParameters: Readonly<Record<string, string>>): MappingParams {
  const known = paramsByRequest.get(request);
  if (known) return known;
  const path: Record<string, string> = {};
  for (const name in pathParameters) path[name] = decoded(pathParameters[name] ?? '');
  const params = { path, querystring: lastOf(request.query), header: lastOf(request.headers) };
  paramsByRequest.set(request, params);
  return params;
}

function lastOf(values: Values): Readonly<Record<string, string>> {
  const last: Record<string, string> = {};
  for (const name in values) last[name] = values[name]?.at(-1) ?? '';
  return last;
}
