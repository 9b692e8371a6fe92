import type { ListEventSourceMappingsRequest, ListEventSourceMappingsResponse } from '@aws-sdk/client-lambda';
import { eventSourceMappings } from '../../../contract/event-source-mapping.ts';
import type { Operation } from '../../../contract/operation.ts';
import { mappingConfiguration } from '../event-source-mapping.ts';
import { functionAddress, functionArn } from '../function-name.ts';
import { page } from '../page.ts';

export const listEventSourceMappings: Operation<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse> = (
  input,
  call,
) => {
  const wanted =
    input.FunctionName === undefined ? undefined : functionArn(functionAddress(input.FunctionName, call.scope));
  const rows = [...call.globe.store.collection(eventSourceMappings, call.scope).range()].filter(
    (row) =>
      (wanted === undefined || row.functionArn === wanted) &&
      (input.EventSourceArn === undefined || row.eventSourceArn === input.EventSourceArn),
  );
  const { items, ...more } = page(rows, { ...input, MaxItems: input.MaxItems ?? 100 });
  return { EventSourceMappings: items.map((row) => mappingConfiguration(row)), ...more };
};
