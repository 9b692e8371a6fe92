import type { UpdateEventBusRequest, UpdateEventBusResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busAddress, busesOf, requireBus, shownSettings } from '../bus.ts';
import { checkKeyExists } from '../customer-key.ts';
import { unsupported } from '../errors.ts';
import type { BusRow } from '../tables.ts';

export const updateEventBus: Operation<UpdateEventBusRequest, UpdateEventBusResponse> = async (input, call) => {
  if (input.KmsKeyIdentifier) await checkKeyExists(call, input.KmsKeyIdentifier);
  if (input.LogConfig !== undefined) throw unsupported('LogConfig');
  const address = busAddress(input.Name, call.scope);
  const { kmsKeyId, ...known } = requireBus(call.globe, address);
  // An empty key is one that AWS owns; none leaves it as it is.
  const key = input.KmsKeyIdentifier ?? kmsKeyId;
  const row: BusRow = {
    ...known,
    ...(key && { kmsKeyId: key }),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.DeadLetterConfig?.Arn !== undefined && { deadLetterArn: input.DeadLetterConfig.Arn }),
    modifiedAt: call.globe.clock.now(),
  };
  call.step(() => busesOf(call.globe, address.scope).put(row));
  return { Arn: row.arn, Name: row.name, ...shownSettings(row) };
};
