import type { CreateUsagePlanKeyRequest, UsagePlanKey } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { addPlanKey } from '../usage-plan.ts';

export const createUsagePlanKey: Operation<CreateUsagePlanKeyRequest, UsagePlanKey> = (input, call) =>
  addPlanKey(call, input);
