import { lambdaProcessorOf } from './processor.ts';
import type { Destination } from './tables.ts';
import type { FailedRecord } from './transformation.ts';

/** AWS: one JSON object a line. https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html */
export function failureLine(failed: FailedRecord, destination: Destination, now: number): string {
  const { attemptsMade, errorCode, errorMessage, record } = failed;
  const line = {
    attemptsMade,
    arrivalTimestamp: record.arrivedAt,
    errorCode,
    errorMessage,
    attemptEndingTimestamp: now,
    rawData: Buffer.from(record.data).toString('base64'),
    ...(errorCode.startsWith('Lambda.') && { lambdaArn: lambdaProcessorOf(destination)?.functionArn }),
  };
  return `${JSON.stringify(line)}\n`;
}
