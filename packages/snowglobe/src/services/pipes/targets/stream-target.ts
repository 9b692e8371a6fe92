import type { PutRecordsOutput } from '@aws-sdk/client-kinesis';
import { dynamicText } from '../pipe-event.ts';
import { callAt } from '../working-pipe.ts';
import type { SendEvents } from './send-batch.ts';

export const sendToStream: SendEvents = async (pipe, events) => {
  const { target, targetParameters } = pipe.row;
  const key = targetParameters.KinesisStreamParameters?.PartitionKey ?? '';
  const records = events.map(({ event, text }) => ({
    Data: Buffer.from(text, 'utf8'),
    PartitionKey: dynamicText(key, event),
  }));
  const input = { StreamARN: target, Records: records };
  const { Records = [] } = await callAt<PutRecordsOutput>(pipe, target, 'kinesis', 'PutRecords', input);
  return Records.flatMap(({ ErrorCode }, index) => (ErrorCode === undefined ? [] : [index]));
};
