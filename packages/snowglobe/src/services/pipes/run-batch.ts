import { AwsError } from '../../contract/aws-error.ts';
import type { Cause } from '../../contract/cause.ts';
import type { InvocationResult } from '../../contract/function-runner.ts';
import type { Globe } from '../../contract/globe.ts';
import { openDataKey } from './customer-key.ts';
import { enrich } from './enrichment.ts';
import { identifierOf, type PipeEvent, pipeEvent } from './pipe-event.ts';
import { PipeExecution } from './pipe-execution.ts';
import type { PipeRow } from './tables.ts';
import { sendBatch } from './targets/send-batch.ts';
import { pipeRole } from './working-pipe.ts';

/** Refusals that cost a batch no try. */
const throttled = /Throttl|TooManyRequests|Throughput|LimitExceeded/;

/**
 * Takes a batch through enrichment to the target. Answers as a function would, so that a poller knows what follows:
 * `batchItemFailures` names what the target did not take; a function error fails the whole batch. Rejects when throttled.
 */
export async function runBatch(
  globe: Globe,
  row: PipeRow,
  records: readonly PipeEvent[],
  cause: Cause,
): Promise<InvocationResult> {
  const execution = new PipeExecution(globe, row, cause);
  try {
    const failed = await attempt(globe, row, records.map(pipeEvent), cause, execution);
    await execution.end(failed);
    return failed === 'all' ? answer(globe, '{}', 'Unhandled') : answer(globe, JSON.stringify(itemFailures(failed)));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    await execution.fail(error, throttled.test(error.code));
    if (throttled.test(error.code)) throw error;
    globe.causes.begin('delivery', `pipe ${row.name} failed: ${error.message}`, cause);
    return answer(globe, JSON.stringify({ errorType: error.code, errorMessage: error.message }), 'Unhandled');
  }
}

/** The identifiers of the records that the target did not take; `all` where nobody knows whose events they were. */
async function attempt(
  globe: Globe,
  row: PipeRow,
  records: readonly PipeEvent[],
  cause: Cause,
  execution: PipeExecution,
): Promise<readonly string[] | 'all'> {
  execution.begin(records);
  const pipe = { globe, row, caller: pipeRole(globe, row), cause };
  if (row.key) await openDataKey(pipe, row.key.dataKey);
  const { enrichment } = row;
  const events =
    enrichment === undefined ? records : await execution.stage('Enrichment', () => enrich(pipe, enrichment, records));
  const failed = await execution.stage('Target', () => sendBatch(pipe, events));
  // Behind an enrichment that gives other events nobody knows whose they are.
  if (failed.size > 0 && events.length !== records.length) return 'all';
  return records.filter((_record, index) => failed.has(index)).map(identifierOf);
}

const itemFailures = (identifiers: readonly string[]) => ({
  batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })),
});

function answer(globe: Globe, payload: string, functionError?: 'Unhandled'): InvocationResult {
  const result = { payload, executedVersion: '$LATEST', logTail: '', requestId: globe.random.uuid() };
  return functionError === undefined ? result : { ...result, functionError };
}
