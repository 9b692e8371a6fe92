import { type FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { batchesOf } from '../domain/batches.ts';
import { envelopeOf } from '../domain/envelope.ts';
import { NotTaken } from '../domain/errors.ts';
import type { Payload } from '../domain/kinds.ts';
import type { SendEnvelopes } from '../transformer/queue.ts';

/** Sends payloads. Throws NotTaken. */
export type SendPayloads = (payloads: readonly Payload[]) => Promise<void>;

const attempts = 5;
const limits = { entries: 500, bytes: 4 * 1024 * 1024 };

/** To the delivery stream, as UTF-8 JSON; the transformer takes it from there. */
export function firehoseSender(client: FirehoseClient, streamName: string): SendPayloads {
  const send = recordSender(client, streamName);
  return async (payloads) => await send(payloads.map((payload) => Buffer.from(JSON.stringify(payload), 'utf8')));
}

/** Puts records on a delivery stream, again those that it refused. Throws NotTaken. */
export function recordSender(client: FirehoseClient, DeliveryStreamName: string) {
  const sendBatch = async (batch: readonly Uint8Array[]) => {
    let pending = batch;
    for (let attempt = 1; ; attempt += 1) {
      const Records = pending.map((Data) => ({ Data }));
      const answer = await client.send(new PutRecordBatchCommand({ DeliveryStreamName, Records }));
      const { FailedPutCount = 0, RequestResponses = [] } = answer;
      if (FailedPutCount === 0) return;
      const codes = RequestResponses.flatMap(({ ErrorCode }) => ErrorCode ?? []);
      if (attempt === attempts) throw new NotTaken('Firehose', FailedPutCount, codes);
      pending = pending.filter((_data, index) => RequestResponses[index]?.ErrorCode !== undefined);
    }
  };
  return async (records: readonly Uint8Array[]) => {
    for (const batch of batchesOf(records, (data) => data.byteLength, limits)) await sendBatch(batch);
  };
}

/** Past the stream, straight to the queue: each payload in an envelope whose id is made here. */
export function queueSender(send: SendEnvelopes, nextId: () => string, nowMs: () => number): SendPayloads {
  return async (payloads) => await send(payloads.map((payload) => envelopeOf(payload, nextId(), nowMs())));
}
