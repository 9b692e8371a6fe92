import { decompressed } from './compression.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { bodyText, mapText } from './execution-log.ts';
import { integrate } from './integrate.ts';
import { unsupportedMediaType } from './refusals.ts';
import { validateRequest } from './validate-request.ts';

/** What a method does once its caller may call it: unpacks, validates, integrates. */
export async function execute(arrived: Exchange, matched: Matched): Promise<Outcome> {
  const request = decompressed(arrived.snapshot.api, arrived.request);
  if (!request) return unsupportedMediaType;
  const exchange = { ...arrived, request };
  return validateRequest(exchange, matched) ?? (await integrate(exchange, matched));
}

export function logArrival({ log, request, requestId }: Exchange, { resource, pathParameters }: Matched): void {
  log.add('info', () => `Starting execution for request: ${requestId}`);
  log.add('info', () => `HTTP Method: ${request.method}, Resource Path: ${resource.path}`);
  log.add('trace', () => `Method request path: ${mapText(pathParameters)}`);
  log.add('trace', () => `Method request query string: ${mapText(request.query)}`);
  log.add('trace', () => `Method request headers: ${mapText(request.headers)}`);
  log.add('trace', () => `Method request body before transformations: ${bodyText(request.body)}`);
}
