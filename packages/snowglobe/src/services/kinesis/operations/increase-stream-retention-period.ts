import type { IncreaseStreamRetentionPeriodInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { invalidArgument } from '../errors.ts';
import { checkRetention } from '../retention.ts';
import { putStream, requireStream } from '../stream.ts';

export const increaseStreamRetentionPeriod: Operation<IncreaseStreamRetentionPeriodInput, object> = (input, call) => {
  const stream = requireStream(input, call);
  const hours = input.RetentionPeriodHours ?? 0;
  checkRetention(hours);
  if (hours < stream.row.retentionHours) {
    throw invalidArgument(
      `Requested retention period (${hours} hours) for stream ${stream.row.name} can not be shorter than existing retention period (${stream.row.retentionHours} hours). Use DecreaseRetentionPeriod API.`,
    );
  }
  putStream(call.globe, stream, { retentionHours: hours });
  return {};
};
