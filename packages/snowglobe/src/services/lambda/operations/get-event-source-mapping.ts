import type { EventSourceMappingConfiguration, GetEventSourceMappingRequest } from '@aws-sdk/client-lambda';
import { type EventSourceMappingRow, eventSourceMappings } from '../../../contract/event-source-mapping.ts';
import type { Call, Operation } from '../../../contract/operation.ts';
import { notFound } from '../errors.ts';
import { mappingConfiguration } from '../event-source-mapping.ts';

export function requireMapping(call: Call, uuid: string | undefined): EventSourceMappingRow {
  const row = call.globe.store.collection(eventSourceMappings, call.scope).get(uuid ?? '');
  if (!row) throw notFound('The resource you requested does not exist.');
  return row;
}

export const getEventSourceMapping: Operation<GetEventSourceMappingRequest, EventSourceMappingConfiguration> = (
  input,
  call,
) => mappingConfiguration(requireMapping(call, input.UUID));
