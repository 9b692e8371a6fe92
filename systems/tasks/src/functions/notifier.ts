import type { KinesisStreamEvent } from 'aws-lambda';
import type { BatchResponse } from '../consumers/batch.ts';
import { consumeEvents } from '../consumers/kinesis-events.ts';
import { type Notification, type NotifyContext, notify } from '../consumers/notify.ts';
import { log } from '../log.ts';
import { optionalSetting, setting } from '../settings.ts';
import { documentClient } from '../storage/dynamodb.ts';
import { dynamoLedger } from '../storage/ledger.ts';

const longestWaitMs = 3000;

const context: NotifyContext = {
  url: optionalSetting('NOTIFY_URL'),
  ledger: dynamoLedger<Notification>(documentClient(), setting('LEDGER_TABLE_NAME')),
  post: async (url, idempotencyKey, body) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      body,
      signal: AbortSignal.timeout(longestWaitMs),
    });
    await response.body?.cancel();
    return { status: response.status };
  },
  nowMs: Date.now,
};

/** Domain events to the outside API. The mapping's filter decides which region's. */
export async function handler(batch: KinesisStreamEvent): Promise<BatchResponse> {
  return await consumeEvents(batch, (received) => notify(received, context), log);
}
