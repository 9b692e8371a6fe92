import type { DeleteEventBusRequest } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress, busesOf, defaultBus } from '../bus.ts';
import { validation } from '../errors.ts';
import { rulesOf } from '../rule.ts';

export const deleteEventBus: Operation<DeleteEventBusRequest, void> = (input, call) => {
  const bus = busAddress(input.Name, call.scope);
  if (bus.name === defaultBus) throw validation('Cannot delete event bus default.');
  if (rulesOf(call.globe, bus).size > 0) {
    throw validation(`Event bus ${bus.name} can't be deleted since it has rules.`);
  }
  busesOf(call.globe, bus.scope).delete(bus.name);
};
