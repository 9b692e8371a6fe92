import type { PutRecordBatchOutput } from '@aws-sdk/client-firehose';
import { parseArn } from '../../../contract/arn.ts';
import { callAt } from '../working-pipe.ts';
import type { SendEvents } from './send-batch.ts';

export const sendToDeliveryStream: SendEvents = async (pipe, events) => {
  const { target } = pipe.row;
  const DeliveryStreamName = (parseArn(target)?.resource ?? '').replace(/^deliverystream\//, '');
  const input = { DeliveryStreamName, Records: events.map(({ text }) => ({ Data: Buffer.from(text, 'utf8') })) };
  const { RequestResponses = [] } = await callAt<PutRecordBatchOutput>(
    pipe,
    target,
    'firehose',
    'PutRecordBatch',
    input,
  );
  return RequestResponses.flatMap(({ ErrorCode }, index) => (ErrorCode === undefined ? [] : [index]));
};
