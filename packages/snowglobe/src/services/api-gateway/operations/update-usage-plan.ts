import type { UpdateUsagePlanRequest, UsagePlan } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { patched } from '../patch.ts';
import { usagePlanOf } from '../rows.ts';
import { putUsagePlan, usagePlanPatches } from '../usage-plan.ts';

export const updateUsagePlan: Operation<UpdateUsagePlanRequest, UsagePlan> = (input, call) => {
  const before = usagePlanOf(call, input.usagePlanId);
  return putUsagePlan(call, patched(before, input.patchOperations, usagePlanPatches));
};
