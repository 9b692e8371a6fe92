import type { GetUsagePlanRequest, UsagePlan } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { usagePlanOf } from '../rows.ts';

export const getUsagePlan: Operation<GetUsagePlanRequest, UsagePlan> = (input, call) =>
  usagePlanOf(call, input.usagePlanId);
