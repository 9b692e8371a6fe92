import type {
  SendMessageBatchRequest,
  SendMessageBatchRequestEntry,
  SendMessageBatchResult,
} from '@aws-sdk/client-sqs';
import type { Call, Operation } from '../../../contract/operation.ts';
import { checkEntries, eachEntry } from '../batch.ts';
import { keyOf, producerDataKey } from '../data-key.ts';
import { enqueue, senderId, traceHeaderOfCall } from '../enqueue.ts';
import { batchTooLong } from '../errors.ts';
import { messageLimits } from '../limits.ts';
import { outgoingMessage } from '../outgoing-message.ts';
import { type Queue, requireQueue } from '../queue.ts';
import { sentDigests } from '../sent-digests.ts';
import type { DataKey } from '../tables.ts';

function entryBytes(entry: SendMessageBatchRequestEntry): number {
  let bytes = Buffer.byteLength(entry.MessageBody ?? '');
  for (const [name, value] of Object.entries(entry.MessageAttributes ?? {})) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value.DataType ?? '');
    bytes += Buffer.byteLength(value.StringValue ?? '') + (value.BinaryValue?.byteLength ?? 0);
  }
  return bytes;
}

export const sendMessageBatch: Operation<SendMessageBatchRequest, SendMessageBatchResult> = (input, call) => {
  const queue = requireQueue(input.QueueUrl ?? '', call);
  const entries = checkEntries(input.Entries, 'SendMessageBatchRequestEntry');
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  if (bytes > messageLimits.maximumBytes) throw batchTooLong(messageLimits.maximumBytes, bytes);
  const keyId = keyOf(queue.row);
  if (keyId === undefined) return sendEntries(entries, call, queue, undefined);
  return producerDataKey(call, queue, keyId).then((dataKey) =>
    call.step(() => sendEntries(entries, call, requireQueue(input.QueueUrl ?? '', call), dataKey)),
  );
};

function sendEntries(
  entries: readonly SendMessageBatchRequestEntry[],
  call: Call,
  queue: Queue,
  dataKey: DataKey | undefined,
): SendMessageBatchResult {
  const trace = traceHeaderOfCall(call);
  const sender = senderId(call.caller);
  return eachEntry(entries, (entry) => {
    const checked = outgoingMessage(entry, queue.row, trace);
    const outgoing = dataKey === undefined ? checked : { ...checked, dataKey };
    const { messageId, sequenceNumber } = enqueue(call.globe, queue, outgoing, sender, call.cause);
    return {
      Id: entry.Id,
      MessageId: messageId,
      ...sentDigests(entry, outgoing),
      ...(sequenceNumber === undefined ? {} : { SequenceNumber: sequenceNumber }),
    };
  });
}
