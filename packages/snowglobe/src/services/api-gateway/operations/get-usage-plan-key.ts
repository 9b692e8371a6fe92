import type { GetUsagePlanKeyRequest, UsagePlanKey } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { usagePlanKeyOf } from '../rows.ts';

export const getUsagePlanKey: Operation<GetUsagePlanKeyRequest, UsagePlanKey> = (input, call) =>
  usagePlanKeyOf(call, input.usagePlanId, input.keyId);
