import type { Integration } from '@aws-sdk/client-api-gateway';
import { BodyNotJsonError, MappingError } from '../mapping/mapping-errors.ts';
import { callService } from './aws-integration.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { callFunction } from './function-integration.ts';
import { callUrl } from './http-integration.ts';
import { answerMock } from './mock-integration.ts';
import { invalidBodyText, misconfigured } from './refusals.ts';

type Integrate = (exchange: Exchange, matched: Matched, integration: Integration) => Outcome | Promise<Outcome>;

const integrations: Readonly<Record<string, Integrate>> = {
  AWS: callService,
  AWS_PROXY: callFunction,
  HTTP: callUrl,
  HTTP_PROXY: callUrl,
  MOCK: answerMock,
};

/** Has the method's backend answer. */
export async function integrate(exchange: Exchange, matched: Matched): Promise<Outcome> {
  const { methodIntegration: integration } = matched.method;
  const call = integrations[integration?.type ?? ''];
  if (!integration || !call) return misconfigured({ latencyMs: 0, error: 'No integration defined for method' });
  try {
    return await call(exchange, matched, integration);
  } catch (error) {
    if (error instanceof BodyNotJsonError) {
      const text = `Could not parse request body into json: ${error.message}`;
      return invalidBodyText(text, { latencyMs: 0, error: text });
    }
    if (!(error instanceof MappingError)) throw error;
    exchange.log.add('error', () => `Execution failed due to an internal error: ${error.message}`);
    return misconfigured({ latencyMs: 0, error: 'Unable to transform request' });
  }
}
