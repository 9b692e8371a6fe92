import type { GetUsagePlanKeysRequest, UsagePlanKeys } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { rowsOf, usagePlanOf } from '../rows.ts';
import { usagePlanKeys } from '../tables.ts';

export const getUsagePlanKeys: Operation<GetUsagePlanKeysRequest, UsagePlanKeys> = (input, call) =>
  pageOf(rowsOf(call, usagePlanKeys, usagePlanOf(call, input.usagePlanId).id).range(), (row) => row, input);
