import { processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { readEnvelope } from '../domain/envelope.ts';
import { describeError, type Log } from '../log.ts';
import { itemOf, type LakeItem } from './items.ts';

/** Puts an item unless it is there; says whether it was new. */
export type PutOnce = (item: LakeItem) => Promise<boolean>;

export interface StoreContext {
  readonly putOnce: PutOnce;
  readonly keptSeconds: number;
  readonly log: Log;
}

const processor = new SqsFifoPartialProcessorAsync();

/**
 * Stores a batch of envelopes. A message that fails is reported, with those behind it in its group; the other groups go
 * on. A message that was stored before changes nothing.
 */
export async function store(event: SQSEvent, context: StoreContext): Promise<SQSBatchResponse> {
  const storeRecord = async (record: SQSRecord) => await storeMessage(record, context);
  const response = await processPartialResponse(event, storeRecord, processor, {
    skipGroupOnError: true,
    throwOnFullBatchFailure: false,
  });
  context.log('stored a batch', { messages: event.Records.length, failed: response.batchItemFailures.length });
  return response;
}

async function storeMessage({ messageId, body }: SQSRecord, { putOnce, keptSeconds, log }: StoreContext) {
  try {
    const isNew = await putOnce(itemOf(readEnvelope(body), keptSeconds));
    if (!isNew) log('the record was stored before', { messageId });
  } catch (error) {
    log('a message failed', { messageId, ...describeError(error) });
    throw error;
  }
}
