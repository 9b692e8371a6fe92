import type { HttpEndpointDestinationConfiguration } from '@aws-sdk/client-firehose';
import { AwsError } from '../../../contract/aws-error.ts';
import { logDeliveryError } from '../error-log.ts';
import { httpLimits } from '../limits.ts';
import type { BufferedRecord, BufferRow } from '../tables.ts';
import type { FailedRecord, Work } from '../transformation.ts';
import { endpointRequest, pauseMs, type Verdict, verdictOf } from './endpoint-request.ts';
import { exchange, NoAnswer } from './exchange.ts';

/** What became of a batch: gone, failed for good, or to be sent again after a pause. */
export interface Sent {
  readonly failed: readonly FailedRecord[];
  readonly again?: { readonly afterMs: number; readonly failing: NonNullable<BufferRow['failing']> };
}

/** Sends a batch once. The same id goes with each attempt. */
export async function sendBatch(
  work: Work,
  endpoint: HttpEndpointDestinationConfiguration,
  records: readonly BufferedRecord[],
  { failing }: BufferRow,
): Promise<Sent> {
  const { clock, random } = work.globe;
  const requestId = failing?.requestId ?? random.uuid();
  const verdict = await attempt(work, endpoint, records, requestId);
  if (verdict.kind !== 'again') return { failed: [] };
  await log(work, verdict);
  const attempts = (failing?.attempts ?? 0) + 1;
  const since = failing?.since ?? clock.now();
  const afterMs = pauseMs(attempts - 1, random.fraction());
  const retryMs = (endpoint.RetryOptions?.DurationInSeconds ?? 0) * 1000;
  if (clock.now() + afterMs - since <= retryMs) {
    const { length } = records;
    return { failed: [], again: { afterMs, failing: { since, attempts, requestId, records: length } } };
  }
  const { errorCode, errorMessage } = verdict;
  return { failed: records.map((record) => ({ record, attemptsMade: attempts, errorCode, errorMessage })) };
}

async function attempt(
  { globe, row }: Work,
  endpoint: HttpEndpointDestinationConfiguration,
  records: readonly BufferedRecord[],
  requestId: string,
): Promise<Verdict> {
  const timestamp = globe.clock.now();
  const request = endpointRequest(endpoint, records, { requestId, streamArn: row.arn, timestamp });
  try {
    return verdictOf(await exchange(globe, request, httpLimits), requestId);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { kind: 'again', errorCode: error.code, errorMessage: error.message };
  }
}

const log = ({ address, cause, globe, row }: Work, { errorCode, errorMessage }: Verdict & { kind: 'again' }) =>
  logDeliveryError(globe, address, row, new AwsError(errorCode, errorMessage), cause);
