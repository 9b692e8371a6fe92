import type { Integration } from '@aws-sdk/client-api-gateway';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { prepareRequest } from './integration-request.ts';
import { mapAnswer } from './integration-response.ts';
import { misconfigured } from './refusals.ts';

/** MOCK: the mapped request names a status, and the integration response of that status is the answer. */
export function answerMock(exchange: Exchange, matched: Matched, integration: Integration): Outcome {
  const prepared = prepareRequest(exchange, matched, integration);
  if (prepared.outcome) return prepared.outcome;
  const body = Buffer.from(prepared.request.body).toString();
  const status = /["']?statusCode["']?\s*:\s*["']?(\d{3})\b/.exec(body)?.[1];
  if (status === undefined) {
    return misconfigured({
      latencyMs: 0,
      error: 'Unable to parse statusCode. It should be an integer and defined in request template',
    });
  }
  return mapAnswer(exchange, matched, integration, {
    status: Number(status),
    headers: {},
    body: new Uint8Array(),
    selection: status,
    facts: { latencyMs: 0, status: Number(status) },
  });
}
