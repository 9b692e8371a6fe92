import type { PutPermissionRequest } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress, busesOf, requireBus } from '../bus.ts';
import { checkedPolicy, withStatement } from '../bus-policy.ts';

export const putPermission: Operation<PutPermissionRequest, void> = (input, call) => {
  const address = busAddress(input.EventBusName, call.scope);
  const bus = requireBus(call.globe, address);
  const policy = input.Policy === undefined ? withStatement(bus, input) : checkedPolicy(input.Policy);
  busesOf(call.globe, address.scope).put({ ...bus, policy, modifiedAt: call.globe.clock.now() });
};
