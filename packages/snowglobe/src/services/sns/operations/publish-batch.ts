import type { PublishBatchInput, PublishBatchRequestEntry, PublishBatchResponse } from '@aws-sdk/client-sns';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Operation } from '../../../contract/operation.ts';
import { batchTooLong, emptyBatch, entryIdsNotDistinct, invalidEntryId, tooManyEntries } from '../errors.ts';
import { batchLimits } from '../limits.ts';
import { outgoingMessage } from '../message.ts';
import { publishMessage } from '../publish.ts';
import { requireTopic } from '../topic.ts';
import { maximumMessageBytes } from '../topic-attributes.ts';

const idPattern = /^[A-Za-z0-9_-]{1,80}$/;

function checkEntries(entries: readonly PublishBatchRequestEntry[]): void {
  if (entries.length === 0) throw emptyBatch();
  if (entries.length > batchLimits.maximumEntries) throw tooManyEntries();
  const seen = new Set<string>();
  for (const { Id: id = '' } of entries) {
    if (!idPattern.test(id)) throw invalidEntryId();
    if (seen.has(id)) throw entryIdsNotDistinct();
    seen.add(id);
  }
}

function entryBytes({ Message, MessageAttributes }: PublishBatchRequestEntry): number {
  let bytes = Buffer.byteLength(Message ?? '');
  for (const [name, value] of Object.entries(MessageAttributes ?? {})) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value.DataType ?? '');
    bytes += Buffer.byteLength(value.StringValue ?? '') + (value.BinaryValue?.byteLength ?? 0);
  }
  return bytes;
}

/** What one entry caused fails that entry only. */
export const publishBatch: Operation<PublishBatchInput, PublishBatchResponse> = (input, call) => {
  const topic = requireTopic(call, input.TopicArn);
  const entries = input.PublishBatchRequestEntries ?? [];
  checkEntries(entries);
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  if (bytes > maximumMessageBytes(topic.row)) throw batchTooLong();
  const answer = { Successful: [] as object[], Failed: [] as object[] };
  for (const entry of entries) {
    try {
      const outgoing = outgoingMessage(entry, topic.row, call.http.headers['x-amzn-trace-id']);
      answer.Successful.push({ Id: entry.Id, ...publishMessage(call.globe, topic, outgoing, call.cause) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      answer.Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return answer as PublishBatchResponse;
};
