import type { SendMessageBatchResult } from '@aws-sdk/client-sqs';
import { parseArn } from '../../../contract/arn.ts';
import { dynamicText } from '../pipe-event.ts';
import { callAt } from '../working-pipe.ts';
import type { SendEvents } from './send-batch.ts';

export const sendToQueue: SendEvents = async (pipe, events) => {
  const { row, globe } = pipe;
  const { account = '', resource = '' } = parseArn(row.target) ?? {};
  const { MessageGroupId: group, MessageDeduplicationId: deduplication } =
    row.targetParameters.SqsQueueParameters ?? {};
  const Entries = events.map(({ event, text }, index) => ({
    Id: String(index),
    MessageBody: text,
    ...(group !== undefined && { MessageGroupId: dynamicText(group, event) }),
    ...(deduplication !== undefined && { MessageDeduplicationId: dynamicText(deduplication, event) }),
  }));
  const input = { QueueUrl: `${globe.endpoint}/${account}/${resource}`, Entries };
  const { Failed = [] } = await callAt<SendMessageBatchResult>(pipe, row.target, 'sqs', 'SendMessageBatch', input);
  return Failed.map(({ Id }) => Number(Id));
};
