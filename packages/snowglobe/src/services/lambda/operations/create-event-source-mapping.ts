import type { CreateEventSourceMappingRequest, EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import { formatArn } from '../../../contract/arn.ts';
import { type EventSourceMappingRow, eventSourceMappings } from '../../../contract/event-source-mapping.ts';
import type { Call, Operation } from '../../../contract/operation.ts';
import { conflict, invalidParameter } from '../errors.ts';
import { checkEventSource } from '../event-source-check.ts';
import { eventSourceKind } from '../event-source-kind.ts';
import { mappingConfiguration, mappingSettings, startingPosition } from '../event-source-mapping.ts';
import { requireVersion } from '../function.ts';
import { functionAddress, functionArn } from '../function-name.ts';

export const createEventSourceMapping: Operation<
  CreateEventSourceMappingRequest,
  EventSourceMappingConfiguration
> = async (input, call) => {
  const address = functionAddress(input.FunctionName ?? '', call.scope);
  const sourceArn = input.EventSourceArn;
  if (sourceArn === undefined) throw invalidParameter('Event source ARN is required.');
  const kind = eventSourceKind(sourceArn);
  const settings = mappingSettings(input, kind, undefined);
  const position = startingPosition(input, kind);
  const version = requireVersion(call.globe, address);
  refuseTwin(call, sourceArn, functionArn(address), address.name);
  await checkEventSource(call, kind, sourceArn, version);
  const row = call.step(() => {
    refuseTwin(call, sourceArn, functionArn(address), address.name);
    const { globe, scope } = call;
    const uuid = globe.random.uuid();
    const now = globe.clock.now();
    const made: EventSourceMappingRow = {
      uuid,
      mappingArn: formatArn('lambda', scope, `event-source-mapping:${uuid}`),
      eventSourceArn: sourceArn,
      functionArn: functionArn(address),
      ...settings,
      ...position,
      tags: input.Tags ?? {},
      // AWS takes some seconds for what is done at once here.
      state: input.Enabled === false ? 'Disabled' : 'Enabled',
      stateChangedAt: now,
      stateTransitionReason: kind.stateTransitionReason,
      lastProcessingResult: 'No records processed',
      lastModifiedAt: now,
    };
    globe.store.collection(eventSourceMappings, scope).put(made);
    return made;
  });
  return mappingConfiguration(row, 'Creating');
};

function refuseTwin(call: Call, sourceArn: string, arn: string, functionName: string): void {
  const rows = call.globe.store.collection(eventSourceMappings, call.scope);
  for (const row of rows.rangeBy('eventSource', { from: sourceArn, to: sourceArn })) {
    if (row.functionArn !== arn) continue;
    throw conflict(
      `The event source arn (" ${sourceArn} ") and function (" ${functionName} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${row.uuid}`,
    );
  }
}
