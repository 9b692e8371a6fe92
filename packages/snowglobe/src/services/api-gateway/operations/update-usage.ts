import type { UpdateUsageRequest, Usage } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { badRequest } from '../errors.ts';
import { amount, patched } from '../patch.ts';
import { rowsOf, usagePlanKeyOf, usagePlanOf } from '../rows.ts';
import { usage } from '../tables.ts';
import { usageOf, withRemaining } from '../usage.ts';

/** Gives a key another remainder in the period that runs. */
export const updateUsage: Operation<UpdateUsageRequest, Usage> = (input, call) => {
  const plan = usagePlanOf(call, input.usagePlanId);
  const { id: keyId } = usagePlanKeyOf(call, plan.id, input.keyId);
  const { quota } = plan;
  if (!quota) throw badRequest('Usage Plan does not have a quota');
  const wanted: { readonly remaining?: number } = patched({}, input.patchOperations, {
    '/remaining': amount('remaining'),
  });
  const now = call.globe.clock.now();
  const rows = rowsOf(call, usage, plan.id);
  const before = rows.get(keyId) ?? { keyId, periodStart: 0, used: 0 };
  const row = withRemaining(before, quota, now, wanted.remaining ?? 0);
  rows.put(row);
  const today = new Date(now).toISOString().slice(0, 10);
  return usageOf(plan, [row], { startDate: today, endDate: today });
};
