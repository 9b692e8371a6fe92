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
  readonly nowMs: () => number;
  readonly log: Log;
}

/**
 * Stores a batch of envelopes, message groups side by side. A message that fails is reported, with those behind it in its
 * group; the other groups go on. A message that was stored before changes nothing.
 */
export async function store(event: SQSEvent, context: StoreContext): Promise<SQSBatchResponse> {
  const storeRecord = async (record: SQSRecord) => await storeMessage(record, context);
  const responses = await Promise.all(
    groupsOf(event.Records).map((Records) =>
      processPartialResponse({ Records }, storeRecord, new SqsFifoPartialProcessorAsync(), {
        skipGroupOnError: true,
        throwOnFullBatchFailure: false,
      }),
    ),
  );
  const batchItemFailures = responses.flatMap((response) => response.batchItemFailures);
  context.log('stored a batch', { messages: event.Records.length, failed: batchItemFailures.length });
  return { batchItemFailures };
}

/** The messages of each group, in order. */
function groupsOf(records: readonly SQSRecord[]): readonly SQSRecord[][] {
  const groups = new Map<string, SQSRecord[]>();
  for (const record of records) {
    const name = record.attributes.MessageGroupId ?? '';
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [record]);
    else group.push(record);
  }
  return [...groups.values()];
}

async function storeMessage({ messageId, body }: SQSRecord, { putOnce, keptSeconds, nowMs, log }: StoreContext) {
  try {
    const isNew = await putOnce(itemOf(readEnvelope(body), keptSeconds, nowMs()));
    if (!isNew) log('the record was stored before', { messageId });
  } catch (error) {
    log('a message failed', { messageId, ...describeError(error) });
    throw error;
  }
}
