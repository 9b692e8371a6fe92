import type { GetUsagePlansRequest, UsagePlans } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { rowsOf } from '../rows.ts';
import { usagePlanKeys, usagePlans } from '../tables.ts';

export const getUsagePlans: Operation<GetUsagePlansRequest, UsagePlans> = (input, call) => {
  const { keyId } = input;
  const holds = (planId: string) => keyId === undefined || rowsOf(call, usagePlanKeys, planId).has(keyId);
  const plans = [...rowsOf(call, usagePlans).range()].filter((plan) => holds(plan.id));
  return pageOf(plans, (plan) => plan, input);
};
