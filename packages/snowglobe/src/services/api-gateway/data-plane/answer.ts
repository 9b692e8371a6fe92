import type { GatewayResponse } from '../../execute-api/message.ts';
import { writeAccessLog } from './access-log.ts';
import { compressed } from './compression.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { bodyText } from './execution-log.ts';
import { gatewayResponse } from './gateway-response.ts';

/** What the client gets for an outcome, told to the logs. */
export function answerTo(exchange: Exchange, matched: Matched | undefined, outcome: Outcome): GatewayResponse {
  const { integration, refusal } = outcome;
  const { log } = exchange;
  const facts = { exchange, matched, integration, refusal };
  if (integration?.error !== undefined) log.add('error', () => failureText(integration.error ?? ''));
  const plain = outcome.refusal ? gatewayResponse(facts, outcome.refusal) : outcome.response;
  if (refusal)
    log.add('info', () => `Gateway response type: ${refusal.responseType} with status code: ${plain.status}`);
  if (refusal) log.add('trace', () => `Gateway response body: ${bodyText(plain.body)}`);
  if (!refusal) log.add('info', () => 'Successfully completed execution');
  log.add('info', () => `Method completed with status: ${plain.status}`);
  const response = compressed(exchange.snapshot.api, exchange.request, plain);
  writeAccessLog({ ...facts, response });
  return response;
}

function failureText(error: string): string {
  return error.startsWith('Execution failed') || error.startsWith('Lambda execution failed')
    ? error
    : `Execution failed due to configuration error: ${error}`;
}
