import type { DeleteUsagePlanRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { usagePlanOf } from '../rows.ts';
import { deleteUsagePlan as removeUsagePlan } from '../usage-plan.ts';

export const deleteUsagePlan: Operation<DeleteUsagePlanRequest, object> = (input, call) => {
  removeUsagePlan(call, usagePlanOf(call, input.usagePlanId));
  return {};
};
