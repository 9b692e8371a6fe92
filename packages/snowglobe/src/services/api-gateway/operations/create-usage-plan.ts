import type { CreateUsagePlanRequest, UsagePlan } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { newId } from '../rows.ts';
import { putUsagePlan } from '../usage-plan.ts';

export const createUsagePlan: Operation<CreateUsagePlanRequest, UsagePlan> = (input, call) => {
  const { tags = {}, ...given } = input;
  return putUsagePlan(call, { apiStages: [], ...given, id: newId(call.globe, 6), tags });
};
