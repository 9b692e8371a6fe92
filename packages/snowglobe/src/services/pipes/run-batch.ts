import { AwsError } from '../../contract/aws-error.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { InvocationResult } from '../../contract/function-runner.ts';
import type { Globe } from '../../contract/globe.ts';
import { enrich } from './enrichment.ts';
import { identifierOf, type PipeEvent, pipeEvent } from './pipe-event.ts';
import { pipesService } from './service-principal.ts';
import type { PipeRow } from './tables.ts';
import { sendBatch } from './target.ts';

/** Refusals that cost a batch no try. */
const throttled = /Throttl|TooManyRequests|Throughput|LimitExceeded/;

/**
 * Takes a batch through enrichment to the target. Answers as a function would, so that a poller knows what follows:
 * `batchItemFailures` names what the target did not take; a function error fails the whole batch. Rejects when throttled.
 */
export async function runBatch(
  globe: Globe,
  row: PipeRow,
  payload: string,
  cause: CauseLink,
): Promise<InvocationResult> {
  const { Records } = JSON.parse(payload) as { readonly Records: readonly PipeEvent[] };
  const records = Records.map(pipeEvent);
  try {
    const caller = globe.assumeRole(row.roleArn, pipesService, globe.random.hex(32), { sourceArn: row.arn });
    const pipe = { globe, row, caller, cause };
    const events = row.enrichment === undefined ? records : await enrich(pipe, row.enrichment, records);
    const failed = await sendBatch(pipe, events);
    // Behind an enrichment that gives other events nobody knows whose they are.
    if (failed.size > 0 && events.length !== records.length) return answer(globe, '{}', 'Unhandled');
    const identifiers = records.filter((_record, index) => failed.has(index)).map(identifierOf);
    const batchItemFailures = identifiers.map((itemIdentifier) => ({ itemIdentifier }));
    return answer(globe, JSON.stringify({ batchItemFailures }));
  } catch (error) {
    if (!(error instanceof AwsError) || throttled.test(error.code)) throw error;
    globe.causes.begin('delivery', `pipe ${row.name} failed: ${error.message}`, cause);
    return answer(globe, JSON.stringify({ errorType: error.code, errorMessage: error.message }), 'Unhandled');
  }
}

function answer(globe: Globe, payload: string, functionError?: 'Unhandled'): InvocationResult {
  const result = { payload, executedVersion: '$LATEST', logTail: '', requestId: globe.random.uuid() };
  return functionError === undefined ? result : { ...result, functionError };
}
