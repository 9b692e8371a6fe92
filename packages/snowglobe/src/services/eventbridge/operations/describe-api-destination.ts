import type { DescribeApiDestinationRequest, DescribeApiDestinationResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { requireApiDestination, shownApiDestination } from '../api-destination.ts';

export const describeApiDestination: Operation<DescribeApiDestinationRequest, DescribeApiDestinationResponse> = (
  input,
  call,
) => {
  const row = requireApiDestination(call.globe, call.scope, input.Name ?? '');
  return {
    ...shownApiDestination(call.globe, row),
    ...(row.description !== undefined && { Description: row.description }),
  };
};
