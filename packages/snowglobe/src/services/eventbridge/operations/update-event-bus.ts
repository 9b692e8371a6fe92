import type { UpdateEventBusRequest, UpdateEventBusResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress, busesOf, requireBus, shownSettings } from '../bus.ts';
import { unsupported } from '../errors.ts';

export const updateEventBus: Operation<UpdateEventBusRequest, UpdateEventBusResponse> = (input, call) => {
  if (input.KmsKeyIdentifier !== undefined) throw unsupported('KmsKeyIdentifier');
  if (input.LogConfig !== undefined) throw unsupported('LogConfig');
  const address = busAddress(input.Name, call.scope);
  const row = {
    ...requireBus(call.globe, address),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.DeadLetterConfig?.Arn !== undefined && { deadLetterArn: input.DeadLetterConfig.Arn }),
    modifiedAt: call.globe.clock.now(),
  };
  busesOf(call.globe, address.scope).put(row);
  return { Arn: row.arn, Name: row.name, ...shownSettings(row) };
};
