import type { PipeLogConfigurationParameters } from '@aws-sdk/client-pipes';
import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { Cause } from '../../contract/cause.ts';
import type { Globe, InternalCall } from '../../contract/globe.ts';
import { unsupported, validation } from './errors.ts';
import type { PipeLog, PipeRow } from './tables.ts';

export type LogLevel = 'OFF' | 'ERROR' | 'INFO' | 'TRACE';

/** One record of a pipe's log. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html */
export interface LogEntry {
  readonly resourceArn: string;
  /** Epoch ms. */
  readonly timestamp: number;
  readonly executionId: string;
  readonly messageType: string;
  readonly logLevel: LogLevel;
  readonly payload?: string;
  readonly error?: { readonly message: string; readonly details: string };
}

/** What is kept of a log configuration; undefined when it is off. Throws for what cannot be honoured. */
export function pipeLog(configuration: PipeLogConfigurationParameters): PipeLog | undefined {
  const { Level = 'OFF', IncludeExecutionData = [], S3LogDestination } = configuration;
  const { CloudwatchLogsLogDestination, FirehoseLogDestination } = configuration;
  if (Level === 'OFF') return undefined;
  if (S3LogDestination !== undefined) throw unsupported('LogConfiguration.S3LogDestination');
  const logGroupArn = CloudwatchLogsLogDestination?.LogGroupArn;
  const deliveryStreamArn = FirehoseLogDestination?.DeliveryStreamArn;
  if (logGroupArn === undefined && deliveryStreamArn === undefined) {
    throw validation('A log configuration needs a destination.');
  }
  return {
    level: Level,
    includeExecutionData: IncludeExecutionData.includes('ALL'),
    ...(logGroupArn !== undefined && { logGroupArn }),
    ...(deliveryStreamArn !== undefined && { deliveryStreamArn }),
  };
}

/** As DescribePipe shows it. */
export function shownLog(log: PipeLog) {
  const { logGroupArn, deliveryStreamArn, level, includeExecutionData } = log;
  return {
    Level: level,
    ...(includeExecutionData && { IncludeExecutionData: ['ALL' as const] }),
    ...(logGroupArn !== undefined && { CloudwatchLogsLogDestination: { LogGroupArn: logGroupArn } }),
    ...(deliveryStreamArn !== undefined && { FirehoseLogDestination: { DeliveryStreamArn: deliveryStreamArn } }),
  };
}

/** AWS's log delivery has the right to write by policies that it makes itself, so it writes as the account's root here. */
function writer(arn: string, cause: Cause): Omit<InternalCall, 'service' | 'operation' | 'input'> {
  const { account = '', region = '' } = parseArn(arn) ?? {};
  return { scope: { account, region }, caller: { kind: 'root', account }, cause };
}

/** A log that cannot be written fails nothing else. */
export async function writePipeLog(
  globe: Globe,
  row: PipeRow,
  entries: readonly LogEntry[],
  cause: Cause,
): Promise<void> {
  const { logGroupArn, deliveryStreamArn } = row.log ?? {};
  try {
    if (logGroupArn !== undefined) await toLogGroup(globe, logGroupArn, row.name, entries, cause);
    if (deliveryStreamArn !== undefined) await toDeliveryStream(globe, deliveryStreamArn, entries, cause);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    globe.causes.begin('delivery', `pipe ${row.name} cannot write its log: ${error.message}`, cause);
  }
}

async function toLogGroup(
  globe: Globe,
  arn: string,
  logStreamName: string,
  entries: readonly LogEntry[],
  cause: Cause,
) {
  const call = { ...writer(arn, cause), service: 'cloudwatch-logs' };
  const logGroupName = (parseArn(arn)?.resource ?? '').replace(/^log-group:/, '').replace(/:\*$/, '');
  const logEvents = entries.map((entry) => ({ timestamp: entry.timestamp, message: JSON.stringify(entry) }));
  const put = () =>
    globe.call({ ...call, operation: 'PutLogEvents', input: { logGroupName, logStreamName, logEvents } });
  await put().catch(async (error: unknown) => {
    if (!(error instanceof AwsError && error.code === 'ResourceNotFoundException')) throw error;
    await globe.call({ ...call, operation: 'CreateLogStream', input: { logGroupName, logStreamName } });
    await put();
  });
}

async function toDeliveryStream(globe: Globe, arn: string, entries: readonly LogEntry[], cause: Cause) {
  const DeliveryStreamName = (parseArn(arn)?.resource ?? '').replace(/^deliverystream\//, '');
  const Records = entries.map((entry) => ({ Data: Buffer.from(`${JSON.stringify(entry)}\n`) }));
  const input = { DeliveryStreamName, Records };
  await globe.call({ ...writer(arn, cause), service: 'firehose', operation: 'PutRecordBatch', input });
}
