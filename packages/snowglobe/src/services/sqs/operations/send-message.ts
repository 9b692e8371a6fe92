import type { SendMessageRequest, SendMessageResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { enqueue, senderId, traceHeaderOfCall } from '../enqueue.ts';
import { outgoingMessage } from '../outgoing-message.ts';
import { requireQueue } from '../queue.ts';
import { sentDigests } from '../sent-digests.ts';

export const sendMessage: Operation<SendMessageRequest, SendMessageResult> = (input, call) => {
  const queue = requireQueue(input.QueueUrl ?? '', call);
  const outgoing = outgoingMessage(input, queue.row, traceHeaderOfCall(call));
  const { messageId, sequenceNumber } = enqueue(call.globe, queue, outgoing, senderId(call.caller), call.cause);
  return {
    MessageId: messageId,
    ...sentDigests(input, outgoing),
    ...(sequenceNumber === undefined ? {} : { SequenceNumber: sequenceNumber }),
  };
};
