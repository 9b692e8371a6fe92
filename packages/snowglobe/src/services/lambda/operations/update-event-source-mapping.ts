import type { EventSourceMappingConfiguration, UpdateEventSourceMappingRequest } from '@aws-sdk/client-lambda';
import {
  type EventSourceMappingRow,
  eventSourceMappings,
  type MappingState,
} from '../../../contract/event-source-mapping.ts';
import type { Operation } from '../../../contract/operation.ts';
import { eventSourceKind } from '../event-source-kind.ts';
import { mappingConfiguration, mappingSettings } from '../event-source-mapping.ts';
import { requireVersion } from '../function.ts';
import { functionAddress, functionArn } from '../function-name.ts';
import { requireMapping } from './get-event-source-mapping.ts';

export const updateEventSourceMapping: Operation<UpdateEventSourceMappingRequest, EventSourceMappingConfiguration> = (
  input,
  call,
) => {
  const { globe, scope } = call;
  const current = requireMapping(call, input.UUID);
  const address = functionAddress(input.FunctionName ?? current.functionArn, scope);
  requireVersion(globe, address);
  const now = globe.clock.now();
  const state: MappingState = (input.Enabled ?? current.state === 'Enabled') ? 'Enabled' : 'Disabled';
  // What may be unset again comes from the settings alone.
  const {
    destinationOnFailureArn: _destination,
    scalingMaximumConcurrency: _concurrency,
    kmsKeyArn: _key,
    metrics: _metrics,
    ...kept
  } = current;
  const row: EventSourceMappingRow = {
    ...kept,
    ...mappingSettings(input, eventSourceKind(current.eventSourceArn), current),
    functionArn: functionArn(address),
    state,
    stateChangedAt: state === current.state ? current.stateChangedAt : now,
    lastModifiedAt: now,
  };
  globe.store.collection(eventSourceMappings, scope).put(row);
  return mappingConfiguration(row, transition(current.state, state));
};

/** The state in which AWS answers while it carries the change out. */
function transition(before: MappingState, after: MappingState): MappingState {
  if (before === after) return 'Updating';
  return after === 'Enabled' ? 'Enabling' : 'Disabling';
}
