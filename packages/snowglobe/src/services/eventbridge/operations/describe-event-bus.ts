import type { DescribeEventBusRequest, DescribeEventBusResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress, requireBus, shownBus, shownSettings } from '../bus.ts';

export const describeEventBus: Operation<DescribeEventBusRequest, DescribeEventBusResponse> = (input, call) => {
  const row = requireBus(call.globe, busAddress(input.Name, call.scope));
  return { ...shownBus(row), ...shownSettings(row) };
};
