import { parseArn } from '../../../contract/arn.ts';
import { AwsError } from '../../../contract/aws-error.ts';
import { dynamicText } from '../pipe-event.ts';
import { callAt } from '../working-pipe.ts';
import type { SendEvents } from './send-batch.ts';

/** One log event for each event; AWS does not say what a stream is called that the pipe does not name: here as the pipe. */
export const sendToLogGroup: SendEvents = async (pipe, events) => {
  const { row, globe } = pipe;
  const { LogStreamName: logStreamName = row.name, Timestamp } = row.targetParameters.CloudWatchLogsParameters ?? {};
  const logGroupName = (parseArn(row.target)?.resource ?? '').replace(/^log-group:/, '').replace(/:\*$/, '');
  const now = globe.clock.now();
  const logEvents = events.map(({ event, text }) => ({
    timestamp: Timestamp === undefined ? now : Number(dynamicText(Timestamp, event)),
    message: text,
  }));
  logEvents.sort((a, b) => a.timestamp - b.timestamp);
  const call = (operation: string, input: object) => callAt(pipe, row.target, 'cloudwatch-logs', operation, input);
  const put = () => call('PutLogEvents', { logGroupName, logStreamName, logEvents });
  await put().catch(async (error: unknown) => {
    if (!(error instanceof AwsError && error.code === 'ResourceNotFoundException')) throw error;
    await call('CreateLogStream', { logGroupName, logStreamName });
    await put();
  });
  return [];
};
