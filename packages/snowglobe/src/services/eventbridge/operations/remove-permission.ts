import type { RemovePermissionRequest } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress, busesOf, requireBus } from '../bus.ts';
import { withoutStatement } from '../bus-policy.ts';

export const removePermission: Operation<RemovePermissionRequest, void> = (input, call) => {
  const address = busAddress(input.EventBusName, call.scope);
  const { policy, ...bus } = requireBus(call.globe, address);
  const rest = input.RemoveAllPermissions ? undefined : withoutStatement(policy, input.StatementId ?? '');
  const modifiedAt = call.globe.clock.now();
  busesOf(call.globe, address.scope).put({ ...bus, ...(rest !== undefined && { policy: rest }), modifiedAt });
};
