import type { LogStream } from '@aws-sdk/client-cloudwatch-logs';
import type { Call } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import { noSuchLogStream } from './errors.ts';
import { groupArn, streamsOf } from './log-group.ts';
import type { LogStreamRow } from './tables.ts';

/** The stream of that name; throws ResourceNotFoundException. */
export function streamNamed(call: Call, logGroupName: string, logStreamName: string | undefined): LogStreamRow {
  const stream = streamsOf(call.globe, call.scope, logGroupName).get(logStreamName ?? '');
  if (!stream) throw noSuchLogStream();
  return stream;
}

function streamArn(scope: Scope, logGroupName: string, logStreamName: string): string {
  return `${groupArn(scope, logGroupName)}:log-stream:${logStreamName}`;
}

/** As the API shows it. AWS stopped counting a stream's bytes in 2019 and shows zero. */
export function describeStream(scope: Scope, logGroupName: string, stream: LogStreamRow): LogStream {
  return {
    logStreamName: stream.logStreamName,
    creationTime: stream.createdAt,
    arn: streamArn(scope, logGroupName, stream.logStreamName),
    storedBytes: 0,
    uploadSequenceToken: uploadSequenceToken(stream),
    ...(stream.firstEventAt !== undefined && { firstEventTimestamp: stream.firstEventAt }),
    ...(stream.lastEventAt !== undefined && { lastEventTimestamp: stream.lastEventAt }),
    ...(stream.lastIngestionAt !== undefined && { lastIngestionTime: stream.lastIngestionAt }),
  };
}

/** Nothing checks it any more; clients of old still read it. AWS: API reference of PutLogEvents. */
export function uploadSequenceToken({ createdAt, eventCount }: LogStreamRow): string {
  return `49${String(createdAt).padStart(14, '0')}${String(eventCount).padStart(40, '0')}`;
}
