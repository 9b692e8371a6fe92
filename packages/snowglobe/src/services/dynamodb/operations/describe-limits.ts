import type { DescribeLimitsInput, DescribeLimitsOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';

/** The default quotas of an account. */
export const describeLimits: Operation<DescribeLimitsInput, DescribeLimitsOutput> = () => ({
  AccountMaxReadCapacityUnits: 80_000,
  AccountMaxWriteCapacityUnits: 80_000,
  TableMaxReadCapacityUnits: 40_000,
  TableMaxWriteCapacityUnits: 40_000,
});
