import type { SendMessageRequest, SendMessageResult } from '@aws-sdk/client-sqs';
import type { Call, Operation } from '../../../contract/operation.ts';
import { keyOf, producerDataKey } from '../data-key.ts';
import { enqueue, senderId, traceHeaderOfCall } from '../enqueue.ts';
import { type OutgoingMessage, outgoingMessage } from '../outgoing-message.ts';
import { type Queue, requireQueue } from '../queue.ts';
import { sentDigests } from '../sent-digests.ts';

export const sendMessage: Operation<SendMessageRequest, SendMessageResult> = (input, call) => {
  const queue = requireQueue(input.QueueUrl ?? '', call);
  const outgoing = outgoingMessage(input, queue.row, traceHeaderOfCall(call));
  const keyId = keyOf(queue.row);
  if (keyId === undefined) return send(input, call, queue, outgoing);
  return producerDataKey(call, queue, keyId).then((dataKey) =>
    call.step(() => send(input, call, requireQueue(input.QueueUrl ?? '', call), { ...outgoing, dataKey })),
  );
};

function send(input: SendMessageRequest, call: Call, queue: Queue, outgoing: OutgoingMessage): SendMessageResult {
  const { messageId, sequenceNumber } = enqueue(call.globe, queue, outgoing, senderId(call.caller), call.cause);
  return {
    MessageId: messageId,
    ...sentDigests(input, outgoing),
    ...(sequenceNumber === undefined ? {} : { SequenceNumber: sequenceNumber }),
  };
}
