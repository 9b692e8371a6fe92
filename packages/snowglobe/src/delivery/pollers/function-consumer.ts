import type { EventSourceMappingRow } from '../../contract/event-source-mapping.ts';
import type { Globe } from '../../contract/globe.ts';
import type { BatchConsumer } from './batch-consumer.ts';
import { executionRole } from './execution-role.ts';
import { tellDestination } from './failure-destination.ts';
import { eventPayload } from './failure-record.ts';

/** The function of an event source mapping. */
export function functionConsumer(globe: Globe, mapping: EventSourceMappingRow): BatchConsumer {
  return {
    label: `function ${mapping.functionArn.split(':').slice(6).join(':')}`,
    reader: (cause) => executionRole(globe, mapping.functionArn, cause),
    consume: (records, cause) => globe.functions.invoke(mapping.functionArn, eventPayload(records), cause),
    giveUp: (batch, cause) => tellDestination(globe, mapping, batch, cause),
  };
}
