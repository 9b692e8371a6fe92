import type { GetUsageRequest, Usage } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { rowsOf, usagePlanOf } from '../rows.ts';
import { usage } from '../tables.ts';
import { usageOf } from '../usage.ts';

export const getUsage: Operation<GetUsageRequest, Usage> = (input, call) => {
  const plan = usagePlanOf(call, input.usagePlanId);
  const { keyId } = input;
  const rows = [...rowsOf(call, usage, plan.id).range()].filter((row) => keyId === undefined || row.keyId === keyId);
  const { items, ...more } = pageOf(rows, (row) => row, input);
  return { ...usageOf(plan, items, input), ...more };
};
