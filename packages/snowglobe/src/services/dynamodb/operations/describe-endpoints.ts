import type { DescribeEndpointsRequest, DescribeEndpointsResponse } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';

export const describeEndpoints: Operation<DescribeEndpointsRequest, DescribeEndpointsResponse> = (_, call) => ({
  Endpoints: [{ Address: new URL(call.globe.endpoint).host, CachePeriodInMinutes: 1440 }],
});
