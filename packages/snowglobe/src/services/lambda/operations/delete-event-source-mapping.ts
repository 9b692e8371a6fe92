import type { DeleteEventSourceMappingRequest, EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import { eventSourceMappings } from '../../../contract/event-source-mapping.ts';
import type { Operation } from '../../../contract/operation.ts';
import { mappingConfiguration } from '../event-source-mapping.ts';
import { requireMapping } from './get-event-source-mapping.ts';

export const deleteEventSourceMapping: Operation<DeleteEventSourceMappingRequest, EventSourceMappingConfiguration> = (
  input,
  call,
) => {
  const row = requireMapping(call, input.UUID);
  call.globe.store.collection(eventSourceMappings, call.scope).delete(row.uuid);
  return mappingConfiguration(row, 'Deleting');
};
