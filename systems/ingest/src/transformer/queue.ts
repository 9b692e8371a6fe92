import { createHash } from 'node:crypto';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { batchesOf } from '../domain/batches.ts';
import type { Envelope } from '../domain/envelope.ts';
import { NotTaken } from '../domain/errors.ts';
import { lanesOf, messageGroupOf } from './lanes.ts';

/** Puts envelopes on the queue, in order per message group. Throws NotTaken when some did not get there. */
export type SendEnvelopes = (envelopes: readonly Envelope[]) => Promise<void>;

interface Message {
  readonly MessageBody: string;
  readonly MessageGroupId: string;
  readonly MessageDeduplicationId: string;
}

const attempts = 3;
const lanes = 8;
const limits = { entries: 10, bytes: 1024 * 1024 };

export function sqsSender(client: SQSClient, queueUrl: string): SendEnvelopes {
  return async (envelopes) => {
    const messages = envelopes.map(messageOf);
    await Promise.all(
      lanesOf(messages, ({ MessageGroupId }) => MessageGroupId, lanes).map(async (lane) => {
        for (const batch of batchesOf(lane, ({ MessageBody }) => Buffer.byteLength(MessageBody), limits)) {
          await sendBatch(client, queueUrl, batch);
        }
      }),
    );
  };
}

/** The deduplication id is the record's own: equal payloads are two messages, a repeated record is one. */
export function messageOf(envelope: Envelope): Message {
  return {
    MessageBody: JSON.stringify(envelope),
    MessageGroupId: messageGroupOf(envelope),
    MessageDeduplicationId: createHash('sha256').update(envelope.id).digest('hex'),
  };
}

async function sendBatch(client: SQSClient, QueueUrl: string, batch: readonly Message[]): Promise<void> {
  let pending = batch;
  for (let attempt = 1; ; attempt += 1) {
    const Entries = pending.map((message, index) => ({ Id: String(index), ...message }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    if (Failed.length === 0) return;
    const codes = Failed.map(({ Code = 'Unknown' }) => Code);
    if (attempt === attempts || Failed.every(({ SenderFault }) => SenderFault === true)) {
      throw new NotTaken('SQS', Failed.length, codes);
    }
    const failed = new Set(Failed.map(({ Id }) => Number(Id)));
    pending = pending.filter((_message, index) => failed.has(index));
  }
}
