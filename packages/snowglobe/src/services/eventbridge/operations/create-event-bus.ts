import type { CreateEventBusRequest, CreateEventBusResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { busArn, busesOf, findBus, shownSettings } from '../bus.ts';
import { checkKeyExists } from '../customer-key.ts';
import { alreadyExists, unsupported, validation } from '../errors.ts';
import type { BusRow } from '../tables.ts';
import { tagMap } from '../tags.ts';

export const createEventBus: Operation<CreateEventBusRequest, CreateEventBusResponse> = async (input, call) => {
  if (input.KmsKeyIdentifier) await checkKeyExists(call, input.KmsKeyIdentifier);
  if (input.EventSourceName !== undefined) throw unsupported('EventSourceName');
  if (input.LogConfig !== undefined) throw unsupported('LogConfig');
  const name = input.Name ?? '';
  if (name.includes('/')) throw validation("Event bus name must not contain '/'.");
  if (findBus(call.globe, { scope: call.scope, name })) throw alreadyExists('Event bus', name);
  const now = call.globe.clock.now();
  const row: BusRow = {
    name,
    arn: busArn(call.scope, name),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.DeadLetterConfig?.Arn !== undefined && { deadLetterArn: input.DeadLetterConfig.Arn }),
    ...(input.KmsKeyIdentifier && { kmsKeyId: input.KmsKeyIdentifier }),
    tags: tagMap(input.Tags),
    createdAt: now,
    modifiedAt: now,
  };
  call.step(() => busesOf(call.globe, call.scope).put(row));
  return { EventBusArn: row.arn, ...shownSettings(row) };
};
