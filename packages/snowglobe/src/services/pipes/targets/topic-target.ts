import type { PublishBatchResponse } from '@aws-sdk/client-sns';
import { callAt } from '../working-pipe.ts';
import type { SendEvents } from './send-batch.ts';

export const sendToTopic: SendEvents = async (pipe, events) => {
  const { target } = pipe.row;
  const entries = events.map(({ text }, index) => ({ Id: String(index), Message: text }));
  const input = { TopicArn: target, PublishBatchRequestEntries: entries };
  const { Failed = [] } = await callAt<PublishBatchResponse>(pipe, target, 'sns', 'PublishBatch', input);
  return Failed.map(({ Id }) => Number(Id));
};
